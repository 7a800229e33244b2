import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap, type Scalar as YamlScalar } from 'yaml'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Entry, Value } from '../../model/value.ts'
import { duplicateKey, type Limits } from '../sources/json.ts'

/** The values of a YAML document. Short tags become the functions they are short for; `undefined` where it cannot be read. */
export function readNode(
  node: ParsedNode,
  spanOf: (start: number, end: number) => Span,
  limits: Limits,
): { readonly value: Value | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const reading: Reading = { spanOf, limits, anchors: new Map(), open: new Set(), diagnostics: [], values: 0 }
  try {
    return { value: read(node, reading), diagnostics: reading.diagnostics }
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem
    return { value: undefined, diagnostics: [...reading.diagnostics, problem.diagnostic] }
  }
}

interface Reading {
  readonly spanOf: (start: number, end: number) => Span
  readonly limits: Limits
  /** What each anchor stands for, with the number of values it holds when everything is written out. */
  readonly anchors: Map<string, { readonly value: Value; readonly values: number }>
  /** Anchors whose value is being read. */
  readonly open: Set<string>
  readonly diagnostics: Diagnostic[]
  values: number
}

class Unreadable extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

function read(node: ParsedNode, reading: Reading): Value {
  if (isAlias(node)) return readAlias(node.source, placeOf(node, reading), reading)
  const before = reading.values
  if (node.anchor !== undefined) reading.open.add(node.anchor)
  count(1, node, reading)
  const plain = readPlain(node, reading)
  const value = isScalar(node) || isMap(node) || isSeq(node) ? tagged(plain, node.tag) : plain
  if (node.anchor !== undefined) {
    reading.open.delete(node.anchor)
    reading.anchors.set(node.anchor, { value, values: reading.values - before })
  }
  return value
}

function readAlias(name: string, at: Span, reading: Reading): Value {
  const anchor = reading.anchors.get(name)
  if (!anchor || reading.open.has(name)) {
    const why = reading.open.has(name) ? 'stands inside the very value it repeats' : 'names no anchor above it'
    throw new Unreadable(error('SYNTAX', `The alias *${name} ${why}. Write the value out.`, at))
  }
  grow(anchor.values, at, reading)
  return anchor.value
}

function readPlain(node: ParsedNode, reading: Reading): Value {
  const at = placeOf(node, reading)
  if (isMap(node)) return readMap(node as YAMLMap.Parsed, at, reading)
  if (isSeq(node)) return { type: 'list', items: node.items.map((item) => read(item as ParsedNode, reading)), at }
  return { type: 'scalar', value: isScalar(node) ? scalarOf(node as YamlScalar.Parsed) : null, at }
}

function readMap(node: YAMLMap.Parsed, at: Span, reading: Reading): Value {
  const entries = new Map<string, Entry>()
  const merged: Value[] = []
  for (const pair of node.items) {
    const key = placeOf(pair.key, reading)
    const name = keyOf(pair.key, key, reading)
    const value = pair.value ? read(pair.value, reading) : ({ type: 'scalar', value: null, at: behind(key) } as const)
    if (name === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') {
      merged.push(...(value.type === 'list' ? value.items : [value]))
      continue
    }
    const before = entries.get(name)
    if (before) {
      reading.diagnostics.push(duplicateKey(name, before.key, key))
      entries.delete(name)
    }
    entries.set(name, { key, value })
  }
  for (const from of merged) merge(entries, from, reading)
  return { type: 'map', entries, at }
}

/** What a merge key brings in; what is there already stays. */
function merge(entries: Map<string, Entry>, from: Value, reading: Reading): void {
  if (from.type !== 'map') {
    throw new Unreadable(error('SYNTAX', 'A merge key "<<" takes a map, an alias of one, or a list of them.', from.at))
  }
  grow(from.entries.size, from.at, reading)
  for (const [name, entry] of from.entries) if (!entries.has(name)) entries.set(name, entry)
}

function keyOf(node: ParsedNode, at: Span, reading: Reading): string {
  if (isScalar(node) && node.tag !== undefined && isShort(node.tag)) {
    const problem = `The function ${node.tag} stands before a key. Put what it takes on a line of its own, or in braces.`
    throw new Unreadable(error('SYNTAX', problem, at))
  }
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
  if (isAlias(node)) {
    const value = readAlias(node.source, at, reading)
    if (value.type === 'scalar') return String(value.value)
  }
  throw new Unreadable(error('SYNTAX', 'A key must be a text, not a map or a list. Put it in quotes.', at))
}

function scalarOf({ value, source, type }: YamlScalar.Parsed): string | number | boolean | null {
  if (typeof value === 'number')
    return String(value) === source || isDecimal(source) ? value : (source ?? String(value))
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'string') return value
  return type === 'PLAIN' && source !== undefined ? source : String(value)
}

/** The service reads `1.10` as the number it is: the zero at its end is lost. */
function isDecimal(source: string | undefined): boolean {
  return source !== undefined && /^-?(?:0|[1-9]\d*)\.\d+$/.test(source) && source.length < 17
}

/** `!Sub x` as `{"Fn::Sub": x}`. Only `!Ref` and `!Condition` have no `Fn::`; `!GetAtt A.B.C` is cut at the first dot. */
function tagged(value: Value, tag: string | undefined): Value {
  if (tag === undefined || !isShort(tag)) return value
  const name = tag.slice(1)
  const long = name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : `Fn::${name}`
  const argument = name === 'GetAtt' ? attributePath(value) : value
  return { type: 'map', entries: new Map([[long, { key: value.at, value: argument }]]), at: value.at }
}

function isShort(tag: string): boolean {
  return /^!\w/.test(tag)
}

/** `Queue.Arn` as `["Queue", "Arn"]`, each at its own place where that can be told. */
export function attributePath(value: Value): Value {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value
  const text = value.value
  const dot = text.indexOf('.')
  if (dot === -1) return value
  const { at } = value
  const from = at.endColumn - at.startColumn === text.length + 2 ? at.startColumn + 1 : at.startColumn
  const isExact = at.startLine === at.endLine && at.endColumn - from <= text.length + 1
  const part = (start: number, end: number): Value => {
    const own = isExact ? { ...at, startColumn: from + start, endColumn: from + end } : at
    return { type: 'scalar', value: text.slice(start, end), at: own }
  }
  return { type: 'list', items: [part(0, dot), part(dot + 1, text.length)], at }
}

/** The place right behind another one, where nothing stands. */
function behind(at: Span): Span {
  return { ...at, startLine: at.endLine, startColumn: at.endColumn }
}

function placeOf(node: ParsedNode, reading: Reading): Span {
  return reading.spanOf(node.range[0], node.range[1])
}

function count(values: number, node: ParsedNode, reading: Reading): void {
  reading.values += values
  if (reading.values > reading.limits.values) throw tooMany(placeOf(node, reading), reading)
}

function grow(values: number, at: Span, reading: Reading): void {
  reading.values += values
  if (reading.values > reading.limits.values) throw tooMany(at, reading)
}

function tooMany(at: Span, { limits }: Reading): Unreadable {
  const message = `More than ${limits.values} values, anchors written out; nothing of the file is read. Repeat less.`
  return new Unreadable(error('TOO_MANY_VALUES', message, at))
}
