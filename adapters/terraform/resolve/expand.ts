import { always, type Condition, or } from '../../../model/condition.ts'
import type { Cause, UnknownValue, Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { alternatives, choose } from './choice.ts'
import { evaluate } from './evaluate.ts'
import { fail } from './failure.ts'
import { pairsOf } from './for.ts'
import { guardedToTheEnd } from './memory.ts'
import { numberOf } from './operators.ts'
import { type Scope, withNames } from './scope.ts'
import { textOf } from './texts.ts'
import { causeOf, isKnown, isMarked, isNull, isSensitive, mapOf, notesOf, nothing, plainText } from './value.ts'

/** One of a block's instances: a resource as it would be created. */
export interface Instance {
  /** What follows the address: nothing, `[0]`, `["key"]`, `[*]` where it is not known how many there are. */
  readonly suffix: string
  readonly key: string | number | null
  readonly scope: Scope
  readonly exists: Condition
  readonly many?: Cause
}

export interface Expansion {
  readonly by: 'nothing' | 'count' | 'for_each' | 'unknown'
  readonly instances: readonly Instance[]
}

/** More than any provider lets an account hold of one thing in one configuration. */
const MAX_INSTANCES = 10_000

/** The instances of a resource, data source or module call by its `count` or `for_each`. */
export function expand(block: Block, scope: Scope): Expansion {
  const count = block.body.attributes.get('count')
  const forEach = block.body.attributes.get('for_each')
  if (count && forEach) fail('"count" and "for_each" exclude each other.', forEach.nameSpan)
  if (count) return expandCount(evaluate(count.expression, scope), scope)
  if (forEach) return expandForEach(evaluate(forEach.expression, scope), scope)
  return { by: 'nothing', instances: [{ suffix: '', key: null, scope, exists: always }] }
}

/** The same; where the number of instances is no number or its keys are none, one stands for all: the first of a count. */
export function expandOrAny(block: Block, scope: Scope): Expansion {
  let made: Expansion | undefined
  const failed = guardedToTheEnd(scope.module, block.header, () => {
    made = expand(block, scope)
    return nothing(block.header)
  })
  if (made) return made
  const { by, instances } = unknownNumber(failed, scope)
  if (!block.body.attributes.has('count')) return { by, instances }
  const first: Value = { type: 'scalar', value: 0, at: block.header }
  const count = mapOf([['index', { key: block.header, value: first }]], block.header)
  return {
    by,
    instances: instances.map((instance) => ({
      ...instance,
      suffix: '[0]',
      scope: withNames(scope, [['count', count]]),
    })),
  }
}

/** The instance that an index leads to; an unknown value where it is not known which. */
export function instanceAt(
  address: string,
  { by, instances }: Expansion,
  step: Extract<Step, { type: 'index' }>,
  around: Scope,
): Instance | UnknownValue {
  const [only] = instances
  if (by === 'unknown' && only) return only
  const key = evaluate(step.key, around)
  const wanted = key.type === 'scalar' && instances.find((instance) => String(instance.key) === String(key.value))
  if (wanted) return wanted
  if (key.type !== 'scalar') return { type: 'unknown', cause: causeOf(key), at: step.span }
  const which = isSensitive(key) ? 'of this hidden key' : textOf(key)
  const message = `Invalid index: the given key does not identify an element in this collection value. ${address} has no instance ${which}.`
  return fail(message, step.span)
}

function expandCount(value: Value, scope: Scope): Expansion {
  const options = alternatives(value)
  const open = options.find((option) => !isKnown(option.value))
  if (open) return unknownNumber(open.value, scope)
  const sizes = options.map((option) => ({ when: option.when, size: sizeOf(option.value) }))
  const largest = Math.max(...sizes.map(({ size }) => size))
  if (largest > MAX_INSTANCES) {
    fail(
      `"count" is ${isSensitive(value) ? 'hidden' : largest}: more than ${MAX_INSTANCES} instances are not read.`,
      value.at,
      'TOO_MANY_VALUES',
    )
  }
  const isCounted = largest > 1 || sizes.every(({ size }) => size === largest)
  const instances = Array.from({ length: largest }, (_, index): Instance => {
    const exists = or(...sizes.filter(({ size }) => size > index).map(({ when }) => when))
    const number: Value = { type: 'scalar', value: index, at: value.at }
    const count = mapOf([['index', { key: value.at, value: number }]], value.at)
    return {
      // One or none: its number is not known, though its index is.
      suffix: isCounted ? `[${index}]` : '[*]',
      key: index,
      scope: withNames(scope, [['count', count]]),
      exists: simplified(
        exists,
        sizes.every(({ size }) => size > index),
      ),
    }
  })
  return { by: 'count', instances }
}

function sizeOf(value: Value): number {
  if (isNull(value)) fail('"count" must not be null.', value.at)
  const size = numberOf(value, value.at) ?? 0
  return Number.isInteger(size) && size >= 0 ? size : fail('"count" must be a whole number, not negative.', value.at)
}

function expandForEach(value: Value, scope: Scope): Expansion {
  const options = alternatives(value)
  const open = options.find((option) => !hasKnownKeys(option.value))
  if (open) return unknownNumber(open.value, scope)
  const found = new Map<string, { when: Condition[]; value: Value }>()
  for (const option of options) {
    for (const [key, element] of elementsOf(option.value)) {
      const earlier = found.get(key)
      found.set(key, {
        when: [...(earlier?.when ?? []), option.when],
        value: earlier ? choose(option.when, element, earlier.value, element.at) : element,
      })
    }
  }
  if (found.size > MAX_INSTANCES) {
    fail(`"for_each" has ${found.size} elements: more than ${MAX_INSTANCES} are not read.`, value.at, 'TOO_MANY_VALUES')
  }
  const instances = [...found].map(([key, { when, value: element }]): Instance => {
    const via = [...(element.via ?? []), { reason: 'for_each' as const, location: element.at }]
    const each = mapOf(
      [
        ['key', { key: value.at, value: plainText(key, value.at) }],
        ['value', { key: value.at, value: { ...element, via } }],
      ],
      value.at,
    )
    return {
      suffix: `[${quoted(key)}]`,
      key,
      scope: withNames(scope, [['each', each]]),
      exists: simplified(or(...when), when.length === options.length),
    }
  })
  return { by: 'for_each', instances }
}

/** A key as Terraform writes it in an address. */
function quoted(key: string): string {
  return JSON.stringify(key).replaceAll('${', '$$${').replaceAll('%{', '%%{')
}

/** A thing that is there in every alternative is there. */
function simplified(condition: Condition, inAll: boolean): Condition {
  return inAll ? always : condition
}

function hasKnownKeys(value: Value): boolean {
  if (value.type === 'map') return value.open === undefined
  if (value.type === 'list') return isKnown(value)
  return isKnown(value)
}

function elementsOf(value: Value): readonly (readonly [string, Value])[] {
  if (isMarked(value) || (isSensitive(value) && value.type !== 'map')) {
    fail(
      'Invalid for_each argument: sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.',
      value.at,
    )
  }
  if (value.type === 'map') return pairsOf(value).map(([key, element]) => [textOf(key), element])
  if (value.type !== 'list' || !notesOf(value).set) {
    return fail('"for_each" needs a map or a set of texts; toset(…) makes a set of a list.', value.at)
  }
  return value.items.map((item) => {
    if (item.type !== 'scalar' || typeof item.value !== 'string') fail('"for_each" needs a set of texts.', item.at)
    return [textOf(item), item]
  })
}

function unknownNumber(value: Value, scope: Scope): Expansion {
  const cause = causeOf(value)
  const unknown: Value = { type: 'unknown', cause, at: value.at }
  const entry = { key: value.at, value: unknown }
  const each = mapOf(
    [
      ['key', entry],
      ['value', entry],
    ],
    value.at,
  )
  const count = mapOf([['index', entry]], value.at)
  const inner = withNames(scope, [
    ['each', each],
    ['count', count],
  ])
  return { by: 'unknown', instances: [{ suffix: '[*]', key: null, scope: inner, exists: always, many: cause }] }
}
