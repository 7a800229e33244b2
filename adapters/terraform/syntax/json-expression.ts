import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Grammar } from './grammar.ts'
import { parseExpression, parseTemplateText } from './parse.ts'
import type { Expression } from './tree.ts'

/** How a value is read: its texts as templates, as they are, or as names of things (`aws_s3_bucket.logs`, `list(string)`). */
export type How = 'template' | 'literal' | 'name' | 'names'

export interface Reader {
  readonly grammar: Grammar
  readonly report: (diagnostic: Diagnostic) => void
  /** How many texts had to be parsed so far. */
  texts: number
}

/** Each is parsed by itself; a program that writes more of them writes several files. */
const MAX_TEXTS = 20_000

/** A JSON value as the expression it stands for. */
export function jsonExpression(value: Value, how: How, reader: Reader): Expression {
  const span = value.at
  switch (value.type) {
    case 'scalar':
      if (typeof value.value === 'string' && how !== 'literal') return textExpression(value.value, how, span, reader)
      return { type: 'literal', value: value.value, span }
    case 'list':
      return { type: 'tuple', items: value.items.map((item) => jsonExpression(item, how, reader)), span }
    case 'map': {
      const items = [...value.entries].map(([name, entry]) => ({
        key:
          how === 'template'
            ? textExpression(name, how, entry.key, reader)
            : keyExpression(name, how, entry.key, reader),
        value: jsonExpression(entry.value, how, reader),
      }))
      return { type: 'object', items, span }
    }
    default:
      return { type: 'invalid', span }
  }
}

/** A key that names something, as `aws.west` among the providers that a module is handed. */
function keyExpression(name: string, how: How, span: Span, reader: Reader): Expression {
  return how === 'names' && name.includes('.')
    ? textExpression(name, how, span, reader)
    : { type: 'literal', value: name, span }
}

function textExpression(text: string, how: How, span: Span, reader: Reader): Expression {
  if (how === 'template' && !/[$%]\{/.test(text)) return { type: 'literal', value: text, span }
  const { grammar, report } = reader
  reader.texts += 1
  if (reader.texts > MAX_TEXTS) {
    if (reader.texts === MAX_TEXTS + 1) {
      const message = `This file holds more than ${MAX_TEXTS} expressions: the rest of them is left out. Split it.`
      report(error('TOO_MANY_VALUES', message, span))
    }
    return { type: 'invalid', span }
  }
  const place = placesIn(text, span)
  const found = how === 'template' ? parseTemplateText(grammar, text, place) : parseExpression(grammar, text, span)
  if (found) return found
  const what = how === 'template' ? 'template: what stands between ${ and } must be an expression' : 'name'
  report(error('SYNTAX', `Invalid expression: this text is no valid ${what}.`, span))
  return { type: 'invalid', span }
}

/** Places in a text between quotes. With escapes in it a letter's place cannot be told, so it is that of the whole text. */
function placesIn(text: string, span: Span): (start: number, end: number) => Span {
  const isExact = span.startLine === span.endLine && span.endColumn - span.startColumn === text.length + 2
  if (!isExact) return () => span
  const from = span.startColumn + 1
  return (start, end) => ({ ...span, startColumn: from + start, endColumn: from + end })
}
