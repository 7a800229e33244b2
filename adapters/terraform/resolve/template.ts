import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Template, TemplatePart } from '../syntax/tree.ts'
import { choose, conditionOf, lift } from './choice.ts'
import { evaluate } from './evaluate.ts'
import { fail } from './failure.ts'
import { pairsOf } from './for.ts'
import { type Piece, readJsonTemplate } from './json-template.ts'
import { markSensitive } from './marks.ts'
import { type Scope, withNames } from './scope.ts'
import { asText, join } from './texts.ts'
import { isPrimitive, typeOf } from './type-of.ts'
import { BOOL } from './types.ts'
import { canConvert } from './unify.ts'
import { isKnown, isMarked, isSensitive, plainText, unknownLike } from './value.ts'

/**
 * A quoted text or a heredoc. One interpolation alone keeps its type; a text that is JSON keeps its structure,
 * with a place for every part of it.
 */
export function evaluateTemplate(template: Template, scope: Scope): Value {
  const { parts, span } = template
  const [only] = parts
  if (parts.length === 1 && only?.type === 'interpolation' && !template.heredoc) {
    return { ...evaluate(only.expression, scope), at: span }
  }
  const pieces = parts.flatMap((part) => piecesOf(part, scope))
  const values = pieces.map((piece) => piece.value)
  return lift(values, span, (chosen) => {
    const text = join(chosen, span)
    if (text.type !== 'scalar' && text.type !== 'text') return text
    const json = readJsonTemplate(
      pieces.map((piece, index) => ({ ...piece, value: chosen[index] ?? piece.value })),
      span,
    )
    return json ? { type: 'json', value: json, text, at: span } : text
  })
}

function piecesOf(part: TemplatePart, scope: Scope): readonly Piece[] {
  switch (part.type) {
    case 'text':
      return [{ value: plainText(part.text, part.span), exact: part.exact }]
    case 'interpolation':
      return [{ value: evaluate(part.expression, scope), exact: false }]
    case 'if': {
      const asked = evaluate(part.condition, scope)
      return hiddenWith(isSensitive(asked), chosenPieces(part, asked, scope), part.span)
    }
    case 'for': {
      const of = evaluate(part.of, scope)
      return hiddenWith(isMarked(of), repeatedPieces(part, of, scope), part.span)
    }
  }
}

/** What a hidden value chooses or repeats is hidden, and be it nothing. */
function hiddenWith(isHidden: boolean, pieces: readonly Piece[], at: Span): readonly Piece[] {
  return isHidden ? [...pieces, { value: markSensitive(plainText('', at)), exact: false }] : pieces
}

function chosenPieces(part: Extract<TemplatePart, { type: 'if' }>, asked: Value, scope: Scope): readonly Piece[] {
  const condition = conditionOf(asked)
  if (!condition && (isKnown(asked) || !canConvert(typeOf(asked), BOOL)))
    fail('The condition of "if" must be true or false.', part.condition.span)
  if (condition?.op === 'true') return part.then.flatMap((inner) => piecesOf(inner, scope))
  if (condition?.op === 'false') return part.otherwise.flatMap((inner) => piecesOf(inner, scope))
  if (!condition) return [{ value: unknownLike(asked, part.span), exact: false }]
  const [then, otherwise] = [part.then, part.otherwise].map((branch) =>
    join(
      branch.flatMap((inner) => piecesOf(inner, scope)).map((piece) => piece.value),
      part.span,
    ),
  )
  if (!then || !otherwise) return []
  return [{ value: choose(condition, then, otherwise, part.span), exact: false }]
}

function repeatedPieces(part: Extract<TemplatePart, { type: 'for' }>, of: Value, scope: Scope): readonly Piece[] {
  if (of.type !== 'list' && of.type !== 'map') {
    if (isKnown(of) || isPrimitive(typeOf(of))) fail('"for" needs a list, set, map or object to go over.', part.of.span)
    return [{ value: unknownLike(of, part.span), exact: false }]
  }
  const pieces = pairsOf(of).flatMap(([key, value]) => {
    const names: [string, Value][] = part.key === null ? [] : [[part.key, asText(key, part.span)]]
    const inner = withNames(scope, [...names, [part.name, value]])
    return part.body.flatMap((child) => piecesOf(child, inner))
  })
  const rest: readonly Piece[] = of.open
    ? [{ value: { type: 'unknown', cause: of.open, at: part.span }, exact: false }]
    : []
  return [...pieces, ...rest]
}
