import type { Condition } from './condition.ts'
import { joinParts, partsOf, renderPart, type TextPart } from './text.ts'
import type { Cause, Value } from './value.ts'

/**
 * A native value as JSON: what cannot be known is `{"$unknown": {why, refs}}`, a text known in part
 * `{"$partial": […]}`, a choice on an undecided condition `{"$choice": {if, then, else}}`, a branch that is nothing left out.
 * What may hold more than is known has `$unknown` beside its entries, a list beside its `$items`.
 * A sensitive value is never given.
 */
export function nativeView(value: Value): unknown {
  switch (value.type) {
    case 'scalar':
      return value.sensitive ? opaque('its value is hidden') : value.value
    case 'list': {
      const items = value.items.map(nativeView)
      return value.open ? { $items: items, ...fromCause(value.open) } : items
    }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, nativeView(entry.value)] as const)
      return Object.fromEntries([...entries, ...(value.open ? Object.entries(fromCause(value.open)) : [])])
    }
    case 'text':
      return { $partial: value.parts.map((part) => (typeof part === 'string' ? part : nativeView(part))) }
    case 'json':
      return nativeView(value.text ?? joinParts(jsonParts(value.value), value.at))
    case 'reference':
      return opaque('it is known after deployment', [renderPart(value).slice(2, -1)])
    case 'symbol':
      return opaque(`the ${value.name} that is deployed to is not given`, [value.name])
    case 'unknown':
      return opaque(value.cause.why, value.symbol === undefined ? value.refs : [value.symbol])
    case 'choice': {
      const { condition, then, otherwise } = value
      return {
        $choice: {
          if: conditionText(condition),
          ...(then ? { then: nativeView(then) } : {}),
          ...(otherwise ? { else: nativeView(otherwise) } : {}),
        },
      }
    }
  }
}

/** The JSON text of a value, in pieces: what is not known stands between the literal ones. */
export function jsonParts(value: Value): readonly TextPart[] {
  switch (value.type) {
    case 'list': {
      const items = value.items.flatMap((item, index) => [index > 0 ? ',' : '', ...jsonParts(item)])
      return ['[', ...items, ...openPart(value.open, value), ']']
    }
    case 'map': {
      const entries = [...value.entries].flatMap(([key, entry], index) => [
        `${index > 0 ? ',' : ''}${JSON.stringify(key)}:`,
        ...jsonParts(entry.value),
      ])
      return ['{', ...entries, ...openPart(value.open, value), '}']
    }
    case 'scalar':
      return value.sensitive
        ? [{ type: 'unknown', cause: { why: 'its value is hidden', needs: [] }, at: value.at }]
        : [JSON.stringify(value.value)]
    case 'json':
      return quoted(jsonParts(value.value))
    case 'choice': {
      const why = `it depends on ${conditionText(value.condition)}`
      return [{ type: 'unknown', cause: { why, needs: [] }, at: value.at }]
    }
    default:
      return quoted(partsOf(value) ?? [])
  }
}

/** A condition as its author would read it: `IsProd && !HasVpc`. */
export function conditionText(condition: Condition): string {
  switch (condition.op) {
    case 'true':
    case 'false':
      return condition.op
    case 'atom':
      return condition.atom.id
    case 'not':
      return condition.of.op === 'atom' && /^\w+$/.test(condition.of.atom.id)
        ? `!${condition.of.atom.id}`
        : `!(${conditionText(condition.of)})`
    case 'and':
      return condition.of
        .map((part) => (part.op === 'or' ? `(${conditionText(part)})` : conditionText(part)))
        .join(' && ')
    case 'or':
      return condition.of.map(conditionText).join(' || ')
  }
}

function quoted(parts: readonly TextPart[]): readonly TextPart[] {
  return ['"', ...parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part)), '"']
}

function openPart(open: Cause | undefined, { at }: Value): readonly TextPart[] {
  return open ? [{ type: 'unknown', cause: open, at }] : []
}

function fromCause({ why }: Cause): { readonly $unknown: object } {
  return opaque(why)
}

function opaque(why: string, refs: readonly string[] = []): { readonly $unknown: object } {
  return { $unknown: { why, refs } }
}
