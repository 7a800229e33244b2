import type { Span } from '../../../model/source.ts'
import type { Cause, Entry, MapValue, Scalar, Value } from '../../../model/value.ts'
import { structured } from '../../mapping/document.ts'
import { compareText } from './plain.ts'
import { causeOf, isKnown, isNull, listOf, mapOf, plainText } from './value.ts'

/**
 * The document that `data "aws_iam_policy_document"` makes of its blocks: source documents first, then its own
 * statements, then overriding ones, a statement replacing an earlier one with the same sid.
 * Source: Terraform AWS provider, "aws_iam_policy_document".
 */
export function policyDocument(block: MapValue): MapValue {
  const statements: Statements = { items: [], open: undefined, head: new Map() }
  for (const name of ['source_json', 'source_policy_documents']) addDocuments(statements, get(block, name))
  const own = [...HEAD].map(([name, key]) => [key, block.entries.get(name)] as const)
  for (const [key, entry] of own) if (entry && !isNull(entry.value)) statements.head.set(key, entry)
  const standard = { key: block.at, value: plainText('2012-10-17', block.at) }
  if (!given(block, 'version')) statements.head.set('Version', standard)
  for (const item of itemsOf(get(block, 'statement'), statements)) addStatement(statements, ownStatement(item))
  for (const name of ['override_json', 'override_policy_documents']) addDocuments(statements, get(block, name))
  const list = block.entries.get('statement')
  const entries: [string, Entry][] = HEAD.flatMap(([, key]) => {
    const entry = statements.head.get(key)
    return entry ? [[key, entry]] : []
  })
  const key = list?.key ?? block.at
  entries.push(['Statement', { key, value: listOf(statements.items, key, statements.open) }])
  return mapOf(entries, block.at)
}

/** What stands above the statements; of several documents the last one that says it wins. */
const HEAD = [
  ['version', 'Version'],
  ['policy_id', 'Id'],
] as const

function given(block: MapValue, name: string): boolean {
  const value = get(block, name)
  return value !== undefined && !isNull(value)
}

interface Statements {
  readonly items: Value[]
  readonly head: Map<string, Entry>
  open: Cause | undefined
}

function addDocuments(statements: Statements, value: Value | undefined): void {
  if (!value || isNull(value)) return
  const documents = value.type === 'list' ? value.items : [value]
  if (value.type === 'list') statements.open ??= value.open
  for (const document of documents.map(structured)) {
    if (isNull(document)) continue
    for (const [, key] of HEAD) {
      const entry = document.type === 'map' ? document.entries.get(key) : undefined
      if (entry && !isNull(entry.value)) statements.head.set(key, entry)
    }
    const found = document.type === 'map' ? get(document, 'Statement') : undefined
    if (document.type !== 'map') statements.open ??= causeOf(document)
    else if (found?.type === 'map') addStatement(statements, found)
    else if (found) for (const item of itemsOf(found, statements)) addStatement(statements, item)
  }
}

function addStatement(statements: Statements, statement: Value): void {
  const sid = sidOf(statement)
  const earlier = sid === undefined ? -1 : statements.items.findIndex((item) => sidOf(item) === sid)
  if (earlier === -1) statements.items.push(statement)
  else statements.items[earlier] = statement
}

function sidOf(statement: Value): string | undefined {
  const sid = statement.type === 'map' ? get(statement, 'Sid') : undefined
  return sid?.type === 'scalar' && sid.value ? String(sid.value) : undefined
}

/** A block, in the words of the policy grammar. A block that is there under a condition stays so. */
function ownStatement(block: Value): Value {
  if (block.type === 'choice') {
    return {
      ...block,
      then: block.then && ownStatement(block.then),
      otherwise: block.otherwise && ownStatement(block.otherwise),
    }
  }
  if (block.type !== 'map') return block
  const entries: [string, Entry][] = []
  const sid = block.entries.get('sid')
  if (sid && !isNull(sid.value) && !(sid.value.type === 'scalar' && sid.value.value === '')) entries.push(['Sid', sid])
  const effect = block.entries.get('effect')
  entries.push([
    'Effect',
    effect && !isNull(effect.value) ? effect : { key: block.at, value: plainText('Allow', block.at) },
  ])
  for (const [name, key] of LISTS) {
    const entry = block.entries.get(name)
    if (entry && !isNull(entry.value) && !isEmpty(entry.value))
      entries.push([key, { key: entry.key, value: written(single(ordered(entry.value))) }])
  }
  for (const [name, key] of PRINCIPALS) {
    const entry = block.entries.get(name)
    if (entry) entries.push([key, { key: entry.key, value: principals(entry.value, entry.key) }])
  }
  const condition = block.entries.get('condition')
  if (condition) entries.push(['Condition', { key: condition.key, value: conditions(condition.value, condition.key) }])
  const made = mapOf(entries, block.at)
  return block.via ? { ...made, via: block.via } : made
}

const LISTS = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
] as const

const PRINCIPALS = [
  ['principals', 'Principal'],
  ['not_principals', 'NotPrincipal'],
] as const

function principals(blocks: Value, at: Span): Value {
  const byType = new Map<string, Value[]>()
  let open = blocks.type === 'list' ? blocks.open : causeOf(blocks)
  for (const block of blocks.type === 'list' ? blocks.items : []) {
    const type = block.type === 'map' ? get(block, 'type') : undefined
    const identifiers = block.type === 'map' ? get(block, 'identifiers') : undefined
    if (type?.type !== 'scalar' || identifiers?.type !== 'list') {
      open ??= causeOf(type?.type === 'scalar' ? (identifiers ?? block) : (type ?? block))
      continue
    }
    open ??= identifiers.open
    const name = String(type.value)
    byType.set(name, [...(byType.get(name) ?? []), ...identifiers.items.map(written)])
  }
  const everyone = byType.get('*')
  const [first] = everyone ?? []
  if (byType.size === 1 && everyone?.length === 1 && first?.type === 'scalar' && first.value === '*') return first
  const entries = [...byType].map(([type, items]): [string, Entry] => {
    return [
      type === '*' ? 'AWS' : type,
      { key: items[0]?.at ?? at, value: single(ordered(listOf(items, items[0]?.at ?? at))) },
    ]
  })
  return mapOf(entries, at, open)
}

function conditions(blocks: Value, at: Span): Value {
  const byTest = new Map<string, { readonly key: Span; readonly entries: Map<string, Entry> }>()
  let open = blocks.type === 'list' ? blocks.open : causeOf(blocks)
  for (const block of blocks.type === 'list' ? blocks.items : []) {
    if (block.type !== 'map') {
      open ??= causeOf(block)
      continue
    }
    const [test, variable, values] = ['test', 'variable', 'values'].map((name) => block.entries.get(name))
    if (test?.value.type !== 'scalar' || variable?.value.type !== 'scalar' || !values) {
      open ??= causeOf([test, variable, values].find((entry) => !entry || !isKnown(entry.value))?.value ?? block)
      continue
    }
    const name = String(test.value.value)
    const group = byTest.get(name) ?? { key: test.key, entries: new Map<string, Entry>() }
    const key = String(variable.value.value)
    const earlier = group.entries.get(key)?.value
    const value = written(single(ordered(earlier ? together(earlier, values.value) : values.value)))
    group.entries.set(key, { key: variable.key, value })
    byTest.set(name, group)
  }
  const entries = [...byTest].map(([test, group]): [string, Entry] => {
    return [test, { key: group.key, value: mapOf(group.entries, group.key) }]
  })
  return mapOf(entries, at, open)
}

function together(left: Value, right: Value): Value {
  const items = [left, right].flatMap((value) => (value.type === 'list' ? value.items : [value]))
  return listOf(items, left.at)
}

function isEmpty(value: Value): boolean {
  return value.type === 'list' && value.items.length === 0 && !value.open
}

/** Each element once, and the last of the alphabet first, as the provider writes them. */
function ordered(value: Value): Value {
  if (value.type !== 'list' || value.open || !value.items.every(isText)) return value
  const texts = new Map(value.items.map((item) => [item.value, item] as const))
  return listOf(
    [...texts.values()].sort((a, b) => compareText(String(b.value), String(a.value))),
    value.at,
  )
}

function isText(value: Value): value is Scalar {
  return value.type === 'scalar' && typeof value.value === 'string' && !value.sensitive
}

/** A list of one is written as that one. */
function single(value: Value): Value {
  const [only] = value.type === 'list' && value.items.length === 1 && !value.open ? value.items : []
  return only && only.type !== 'choice' ? only : value
}

/** `&{aws:username}` stands for `${aws:username}`, which Terraform itself would evaluate. */
function written(value: Value): Value {
  if (value.type === 'scalar' && (typeof value.value === 'boolean' || typeof value.value === 'number')) {
    return { ...value, value: String(value.value) }
  }
  if (value.type === 'scalar' && typeof value.value === 'string') {
    return value.value.includes('&{') ? { ...value, value: value.value.replaceAll('&{', '${') } : value
  }
  if (value.type === 'text') {
    const parts = value.parts.map((part) => (typeof part === 'string' ? part.replaceAll('&{', '${') : part))
    return { ...value, parts }
  }
  return value.type === 'list' ? { ...value, items: value.items.map(written) } : value
}

function itemsOf(value: Value | undefined, statements: Statements): readonly Value[] {
  if (!value) return []
  if (value.type !== 'list') {
    statements.open ??= causeOf(value)
    return []
  }
  statements.open ??= value.open
  return value.items
}

function get(map: MapValue, key: string): Value | undefined {
  return map.entries.get(key)?.value
}
