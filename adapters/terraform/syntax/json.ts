import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import { type SourceFile, type Span, startOf } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import { defaultLimits, parseJson } from '../../sources/json.ts'
import type { Grammar } from './grammar.ts'
import { type How, jsonExpression, type Reader } from './json-expression.ts'
import type { Parsed } from './parse.ts'
import type { Attribute, Block, Body } from './tree.ts'

/**
 * Reads a `.tf.json` file: the same configuration as in the native syntax. What is a block there is an object, or a list
 * of objects, under its type and labels; any other value is an expression, its texts templates.
 * Source: Terraform, "JSON Configuration Syntax".
 */
export function parseJsonSource(grammar: Grammar, file: SourceFile): Parsed {
  const diagnostics: Diagnostic[] = []
  const { value, diagnostics: said } = parseJson(file, { ...defaultLimits, values: 100_000 })
  for (const each of said) {
    // Of two equal keys the other may be a block, which would count as well.
    diagnostics.push(each.code === 'DUPLICATE_KEY' ? { ...each, severity: 'error' } : each)
  }
  const reader = { grammar, report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic), texts: 0 }
  const blocks = value ? objectsIn(value, 'the configuration', reader).flatMap((each) => topBlocks(each, reader)) : []
  const skipped = value === undefined ? { skipped: startOf(file.path) } : {}
  return { file: file.path, body: { attributes: new Map(), blocks, ...skipped }, diagnostics }
}

type Entries = ReadonlyMap<string, Entry>

/** How many labels the blocks of a type have, and what is in them. */
interface Shape {
  readonly labels: number
  readonly blocks?: Readonly<Record<string, Shape>>
  /** How the values of arguments are read that are no templates; `*` stands for all others. */
  readonly read?: Readonly<Record<string, How>>
}

const LITERAL: Shape = { labels: 0, read: { '*': 'literal' } }
const CONDITION: Shape = { labels: 0 }
const ANY: Shape = { labels: 0 }
const LIFECYCLE: Shape = {
  labels: 0,
  blocks: { precondition: CONDITION, postcondition: CONDITION },
  read: { ignore_changes: 'names', replace_triggered_by: 'names' },
}
const META: Readonly<Record<string, How>> = { depends_on: 'names', provider: 'name' }
const DYNAMIC: Shape = { labels: 1, blocks: { content: ANY }, read: { iterator: 'name' } }
const OBJECT: Shape = {
  labels: 2,
  blocks: {
    lifecycle: LIFECYCLE,
    connection: ANY,
    provisioner: { labels: 1, blocks: { connection: ANY } },
    dynamic: DYNAMIC,
  },
  read: META,
}

const SHAPES: Readonly<Record<string, Shape>> = {
  resource: OBJECT,
  data: OBJECT,
  ephemeral: OBJECT,
  variable: {
    labels: 1,
    blocks: { validation: CONDITION },
    read: { type: 'name', '*': 'literal' },
  },
  output: { labels: 1, blocks: { precondition: CONDITION }, read: { depends_on: 'names' } },
  module: { labels: 1, read: { source: 'literal', version: 'literal', providers: 'names', depends_on: 'names' } },
  provider: {
    labels: 1,
    blocks: { default_tags: ANY, assume_role: ANY, ignore_tags: ANY, endpoints: ANY },
    read: { alias: 'literal' },
  },
  check: { labels: 1, blocks: { data: OBJECT, assert: CONDITION } },
  locals: ANY,
  terraform: {
    labels: 0,
    blocks: {
      backend: { labels: 1, read: { '*': 'literal' } },
      cloud: { labels: 0, blocks: { workspaces: LITERAL }, read: { '*': 'literal' } },
      required_providers: LITERAL,
      provider_meta: { labels: 1 },
    },
    read: { '*': 'literal' },
  },
  moved: { labels: 0, read: { from: 'name', to: 'name' } },
  import: { labels: 0, read: { to: 'name', provider: 'name' } },
  removed: { labels: 0, blocks: { lifecycle: LITERAL }, read: { from: 'name' } },
}

const STATEMENT: Shape = {
  labels: 0,
  blocks: { principals: ANY, not_principals: ANY, condition: ANY, dynamic: DYNAMIC },
}
/** Nested blocks of types whose content is evaluated here. Of others an object may be a block or a map: it stays as it is. */
const NESTED: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  'data.aws_iam_policy_document': { statement: STATEMENT },
  'data.google_iam_policy': { binding: { labels: 0, blocks: { condition: ANY } } },
  'data.archive_file': { source: ANY },
}

function topBlocks(entries: Entries, reader: Reader): readonly Block[] {
  return [...entries].flatMap(([type, { key, value }]) => {
    if (type === '//') return []
    const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined
    // A block of an unknown type is reported where the blocks of all files are sorted.
    return shape ? blocksOf(type, [], shape, key, value, reader) : [emptyBlock(type, key, value)]
  })
}

function emptyBlock(type: string, header: Span, { at }: Value): Block {
  return { type, labels: [], header, span: at, body: { attributes: new Map(), blocks: [] } }
}

/** The blocks under a type, or under a type and some of its labels. */
function blocksOf(
  type: string,
  labels: readonly string[],
  shape: Shape,
  header: Span,
  value: Value,
  reader: Reader,
): readonly Block[] {
  return objectsIn(value, `one or more "${type}" blocks`, reader, header).flatMap((entries) => {
    if (labels.length < shape.labels) {
      return [...entries].flatMap(([label, inner]) =>
        label === '//' ? [] : blocksOf(type, [...labels, label], shape, inner.key, inner.value, reader),
      )
    }
    return [{ type, labels, header, span: value.at, body: bodyOf(entries, withNested(type, labels, shape), reader) }]
  })
}

function withNested(type: string, [of = '']: readonly string[], shape: Shape): Shape {
  const nested = NESTED[`${type}.${of}`]
  return nested ? { ...shape, blocks: { ...shape.blocks, ...nested } } : shape
}

function bodyOf(entries: Entries, { blocks: shapes = {}, read = {} }: Shape, reader: Reader): Body {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  for (const [name, { key, value }] of entries) {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (name === '//') continue
    if (shape) blocks.push(...blocksOf(name, [], shape, key, value, reader))
    else {
      const how = read[name] ?? read['*'] ?? 'template'
      attributes.set(name, { name, nameSpan: key, expression: jsonExpression(value, how, reader) })
    }
  }
  return { attributes, blocks }
}

/** An object, or the objects of a list. */
function objectsIn(value: Value, what: string, reader: Reader, at = value.at): readonly Entries[] {
  if (value.type === 'map') return [value.entries]
  if (value.type === 'list') return value.items.flatMap((item) => objectsIn(item, what, reader))
  const message = `Incorrect JSON value type: either a JSON object or a JSON array is required, representing the contents of ${what}.`
  reader.report(error('INVALID_TEMPLATE', message, at))
  return []
}
