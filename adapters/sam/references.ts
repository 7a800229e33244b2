import type { Entry, MapValue, Value } from '../../model/value.ts'
import { changedText } from './build.ts'
import { asList, itemsOf, textOf, withEntry } from './edit.ts'
import type { Expansion } from './expansion.ts'
import { argumentOf } from './intrinsic.ts'

/**
 * References to ids that expansion changed, and to what it made (`Function.Alias`), as they must read afterwards.
 * Source: AWS SAM developer guide, "Generated CloudFormation resources: referencing them".
 */
export function withFinalReferences(value: Value, expansion: Expansion): Value {
  if (expansion.renamed.size === 0 && expansion.dotted.size === 0) return value
  return rewrite(value, expansion)
}

/** `DependsOn` of a resource follows renamed ids. */
export function withFinalDependencies(body: MapValue, { renamed }: Expansion): MapValue {
  const entry = body.entries.get('DependsOn')
  const names = asList(entry?.value)
  if (!entry || !names.some((name) => renamed.has(textOf(name) ?? ''))) return body
  const follow = (name: Value): Value => {
    const to = renamed.get(textOf(name) ?? '')
    return to !== undefined && name.type === 'scalar' ? changedText(name, to) : name
  }
  const list = entry.value.type === 'list'
  return withEntry(body, 'DependsOn', list ? { ...entry.value, items: names.map(follow) } : follow(entry.value))
}

function rewrite(value: Value, expansion: Expansion): Value {
  if (value.type === 'list') {
    const items = value.items.map((item) => rewrite(item, expansion))
    return items.some((item, index) => item !== value.items[index]) ? { ...value, items } : value
  }
  if (value.type !== 'map') return value
  return rewriteCall(value, expansion) ?? rewriteEntries(value, expansion)
}

function rewriteEntries(value: MapValue, expansion: Expansion): MapValue {
  let changed = false
  const entries = new Map<string, Entry>()
  for (const [name, entry] of value.entries) {
    const inner = rewrite(entry.value, expansion)
    changed ||= inner !== entry.value
    entries.set(name, inner === entry.value ? entry : { key: entry.key, value: inner })
  }
  return changed ? { ...value, entries } : value
}

function rewriteCall(value: MapValue, expansion: Expansion): MapValue | undefined {
  const name = argumentOf(value, 'Ref')
  const path = argumentOf(value, 'Fn::GetAtt')
  const text = argumentOf(value, 'Fn::Sub')
  if (name) return withText(value, 'Ref', name, (written) => renamedName(written, expansion))
  if (path) return rewriteAttribute(value, path, expansion)
  if (!text) return undefined
  const rename = (written: string): string => renamedIn(written, expansion)
  if (text.type !== 'list') return withText(value, 'Fn::Sub', text, rename)
  const [template, ...rest] = text.items
  if (template?.type !== 'scalar' || typeof template.value !== 'string') return undefined
  const items = [changedText(template, rename(template.value)), ...rest.map((item) => rewrite(item, expansion))]
  return withEntry(value, 'Fn::Sub', { ...text, items })
}

function withText(value: MapValue, call: string, argument: Value, change: (text: string) => string): MapValue {
  if (argument.type !== 'scalar' || typeof argument.value !== 'string') return value
  const text = change(argument.value)
  return text === argument.value ? value : withEntry(value, call, changedText(argument, text))
}

/** The name after `Ref`: a renamed id, or `Function.Alias`. */
function renamedName(name: string, { renamed, dotted }: Expansion): string {
  const to = renamed.get(name)
  if (to !== undefined) return to
  const [id, property, ...rest] = name.split('.')
  return (rest.length === 0 ? dotted.get(id ?? '')?.get(property ?? '') : undefined) ?? name
}

/** `[Function, Alias.Arn]` or `[Function.Alias, Arn]`, in either cut. */
function rewriteAttribute(value: MapValue, path: Value, { renamed, dotted }: Expansion): MapValue {
  const parts = itemsOf(path)
  const texts = parts.map(textOf)
  const [first] = parts
  if (first?.type !== 'scalar' || texts[0] === undefined) return value
  const [id = '', property = '', ...attribute] = texts.every((text) => text !== undefined)
    ? texts.join('.').split('.')
    : texts[0].split('.')
  const to = dotted.get(id)?.get(property)
  const rest = parts.slice(1)
  if (to !== undefined && (attribute.length > 0 || rest.length > 0)) {
    const last = rest.at(-1) ?? first
    const named = attribute.length > 0 && last.type === 'scalar'
    const tail = named ? [changedText(last, attribute.join('.'))] : rest
    return withEntry(value, 'Fn::GetAtt', { type: 'list', items: [changedText(first, to), ...tail], at: path.at })
  }
  const renamedTo = renamed.get(texts[0])
  if (renamedTo === undefined) return value
  return withEntry(value, 'Fn::GetAtt', {
    type: 'list',
    items: [changedText(first, renamedTo), ...rest],
    at: path.at,
  })
}

/** The names in `${…}` of a text. */
function renamedIn(text: string, { renamed, dotted }: Expansion): string {
  return text.replaceAll(/\$\{([^{}!]+)\}/g, (whole, name: string) => {
    const [id = '', property, ...rest] = name.trim().split('.')
    const made = property === undefined ? undefined : dotted.get(id)?.get(property)
    if (made !== undefined) return `\${${[made, ...rest].join('.')}}`
    const to = renamed.get(id)
    return to === undefined ? whole : `\${${[to, ...(property === undefined ? [] : [property]), ...rest].join('.')}}`
  })
}
