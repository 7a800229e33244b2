import type { Span } from '../../../model/source.ts'
import type { Cause, Entry, ListValue, MapValue, Value } from '../../../model/value.ts'
import type { Attribute, Block, Body } from '../syntax/tree.ts'
import { alternatives } from './choice.ts'
import { evaluate } from './evaluate.ts'
import { fail } from './failure.ts'
import { pairsOf } from './for.ts'
import { guarded } from './memory.ts'
import { complete } from './missing.ts'
import { type Scope, withNames } from './scope.ts'
import { causeOf, isKnown, isNull, listOf, mapOf } from './value.ts'

/** What a block takes beside its arguments, in expressions. */
const BLOCK_WORK = 5

/** The content of a whole resource, but for the arguments that speak to Terraform: as that of any block. */
export function readResource(body: Body, at: Span, scope: Scope, meta: ReadonlySet<string>): MapValue {
  const made = readBlock(body, at, scope, meta)
  const entries = new Map(made.entries)
  for (const block of body.blocks) {
    // A type whose `dynamic` blocks make none is known to have none, as a plan says it.
    const type = typeOf(block)
    if (!entries.has(type) && !meta.has(type)) entries.set(type, { key: block.header, value: listOf([], block.header) })
  }
  return { ...made, entries }
}

/** The content of a block as a map: attributes by name, nested blocks as lists of maps by type. */
export function readBlock(body: Body, at: Span, scope: Scope, skipped: ReadonlySet<string> = new Set()): MapValue {
  scope.module.spend(at, BLOCK_WORK)
  const entries: [string, Entry][] = []
  for (const attribute of body.attributes.values()) {
    if (skipped.has(attribute.name)) continue
    entries.push([attribute.name, { key: attribute.nameSpan, value: readAttribute(attribute, scope) }])
  }
  for (const type of new Set(body.blocks.map(typeOf))) {
    if (skipped.has(type)) continue
    const value = readBlocks(body, type, scope)
    if (value.items.length === 0 && !value.open) continue
    entries.push([type, { key: value.at, value }])
  }
  return mapOf(entries, at, skippedIn(body))
}

/** Why a block may hold more than could be read of it. */
function skippedIn({ skipped }: Body): Cause | undefined {
  return skipped && { why: 'a part of this block could not be read', needs: [], at: skipped }
}

export function readAttribute(attribute: Attribute, scope: Scope): Value {
  const { expression } = attribute
  return guarded(scope.module, expression.span, () => {
    const value = complete(evaluate(expression, scope), scope.module)
    const isEndless = value.type === 'scalar' && typeof value.value === 'number' && !Number.isFinite(value.value)
    return isEndless ? fail('A number cannot be divided by zero.', expression.span) : value
  })
}

/** All blocks of a type, those that `dynamic` makes among them. */
export function readBlocks(body: Body, type: string, scope: Scope): ListValue {
  const blocks = body.blocks.filter((block) => typeOf(block) === type)
  let open = skippedIn(body)
  const items = blocks.flatMap((block) => {
    if (block.type !== 'dynamic') return [readBlock(block.body, block.header, scope)]
    const made = readDynamic(block, scope)
    open ??= made.open
    return made.items
  })
  return listOf(items, blocks[0]?.header ?? items[0]?.at ?? START, open)
}

const START: Span = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

/** The type of the blocks that a block stands for. */
export function typeOf(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type
}

function readDynamic(block: Block, scope: Scope): ListValue {
  const value = guarded(scope.module, block.header, () => {
    const forEach = block.body.attributes.get('for_each')
    if (!forEach) return fail('A dynamic block needs "for_each".', block.header)
    return complete(evaluate(forEach.expression, scope), scope.module)
  })
  const options = alternatives(value)
  let open: Cause | undefined
  const items = options.flatMap((option): readonly Value[] => {
    const made = guarded(scope.module, block.header, () => readElements(block, option.value, scope))
    if (made.type !== 'list') {
      open ??= causeOf(made)
      return []
    }
    open ??= made.open
    if (option.when.op === 'true') return made.items
    return made.items.map((item) => ({
      type: 'choice',
      condition: option.when,
      then: item,
      otherwise: null,
      at: item.at,
    }))
  })
  return listOf(items, block.header, open)
}

function readElements(block: Block, of: Value, scope: Scope): Value {
  const content = block.body.blocks.find((inner) => inner.type === 'content')
  if (!content) return fail('A dynamic block needs a "content" block.', block.header)
  if (isNull(of)) return fail('The "for_each" of a dynamic block must not be null.', of.at)
  if (of.type !== 'list' && of.type !== 'map') {
    return isKnown(of)
      ? fail('The "for_each" of a dynamic block needs a list, set or map.', of.at)
      : listOf([], block.header, causeOf(of))
  }
  const name = iteratorOf(block)
  const items = pairsOf(of).map(([key, value]) => {
    const iterator = mapOf(
      [
        ['key', { key: key.at, value: key }],
        ['value', { key: value.at, value }],
      ],
      value.at,
    )
    const made = readBlock(content.body, content.header, withNames(scope, [[name, iterator]]))
    return { ...made, via: [{ reason: 'dynamic' as const, location: value.at }] }
  })
  return listOf(items, block.header, of.open)
}

function iteratorOf(block: Block): string {
  const named = block.body.attributes.get('iterator')?.expression
  return named?.type === 'variable' ? named.name : typeOf(block)
}
