import { BuiltinError } from '../builtin.ts'
import { templateFunctions } from './functions.ts'
import { cutTemplate, type Piece, type Token } from './tokens.ts'

export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly pipeline: Pipeline }
  | Branch
  | { readonly type: 'template'; readonly name: string; readonly pipeline: Pipeline | undefined }
  | { readonly type: 'break' | 'continue' }

export interface Branch {
  readonly type: 'if' | 'with' | 'range'
  readonly pipeline: Pipeline
  readonly body: readonly Node[]
  readonly otherwise: readonly Node[]
}

/** Commands joined by `|`, and the variables their value goes to. */
export interface Pipeline {
  readonly variables: readonly string[]
  /** `:=` makes the variables, `=` changes them. */
  readonly declares: boolean
  readonly commands: readonly Command[]
}

/** A value or function, and what it is called with. */
export type Command = readonly [Operand, ...Operand[]]

export interface Operand {
  readonly base:
    | { readonly type: 'dot' | 'nil' }
    | { readonly type: 'variable' | 'function' | 'string' | 'number'; readonly text: string }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'pipeline'; readonly pipeline: Pipeline }
  /** Keys looked up one after another in the base. */
  readonly fields: readonly string[]
}

export interface Template {
  readonly body: readonly Node[]
  /** What `define` and `block` name. */
  readonly named: ReadonlyMap<string, readonly Node[]>
}

/** Parses a Go template; throws {@link BuiltinError} where it is malformed. */
export function parseTemplate(source: string): Template {
  const reader: Reader = { pieces: cutTemplate(source), at: 0, named: new Map(), inside: 0, loops: 0, variables: ['$'] }
  const { nodes, end } = readNodes(reader)
  if (end !== undefined) throw unexpected(end)
  return { body: nodes, named: reader.named }
}

interface Reader {
  readonly pieces: readonly Piece[]
  at: number
  readonly named: Map<string, readonly Node[]>
  /** How many branches and definitions are open here. */
  inside: number
  loops: number
  /** Names of the variables in sight. */
  variables: string[]
}

/** Reads up to `{{end}}` or `{{else…}}`, whose tokens it gives back, or to the end of the template. */
function readNodes(reader: Reader): { nodes: readonly Node[]; end: readonly Token[] | undefined } {
  const nodes: Node[] = []
  while (reader.at < reader.pieces.length) {
    const piece = reader.pieces[reader.at++]
    if (piece === undefined) break
    if (piece.type === 'text') {
      nodes.push(piece)
      continue
    }
    const word = wordAt(piece.tokens, 0)
    if (word === 'end' || word === 'else') return { nodes, end: piece.tokens }
    const node = readAction(reader, piece.tokens, word)
    if (node !== undefined) nodes.push(node)
  }
  return { nodes, end: undefined }
}

function readAction(reader: Reader, tokens: readonly Token[], word: string | undefined): Node | undefined {
  switch (word) {
    case 'if':
    case 'with':
    case 'range':
      return scoped(reader, () => readBranch(reader, word, tokens.slice(1)))
    case 'break':
    case 'continue':
      if (reader.loops === 0 || tokens.length > 1) throw new BuiltinError(`template: {{${word}}} outside {{range}}`)
      return { type: word }
    case 'template': {
      const pipeline = tokens.length > 2 ? parsePipeline(reader, tokens.slice(2)) : undefined
      return { type: 'template', name: nameAt(tokens), pipeline }
    }
    case 'define':
      if (reader.inside > 0 || tokens.length > 2) throw unexpected(tokens)
      readDefinition(reader, nameAt(tokens))
      return undefined
    case 'block': {
      const pipeline = parsePipeline(reader, tokens.slice(2))
      readDefinition(reader, nameAt(tokens))
      return { type: 'template', name: nameAt(tokens), pipeline }
    }
    default:
      return { type: 'print', pipeline: parsePipeline(reader, tokens) }
  }
}

/** Variables made inside are gone afterwards. */
function scoped<T>(reader: Reader, read: () => T): T {
  const { variables } = reader
  reader.variables = [...variables]
  reader.inside++
  const result = read()
  reader.inside--
  reader.variables = variables
  return result
}

/** A template of its own: it sees neither the variables nor the loops around it. */
function readDefinition(reader: Reader, name: string): void {
  const { loops } = reader
  reader.loops = 0
  const body = scoped(reader, () => {
    reader.variables = ['$']
    return readBody(reader)
  })
  reader.loops = loops
  const earlier = reader.named.get(name)
  if (earlier === undefined || isEmpty(earlier)) reader.named.set(name, body)
  else if (!isEmpty(body)) throw new BuiltinError(`template: multiple definition of template "${name}"`)
}

const isEmpty = (nodes: readonly Node[]): boolean =>
  nodes.every((node) => node.type === 'text' && node.text.trim() === '')

function readBranch(reader: Reader, type: Branch['type'], tokens: readonly Token[]): Branch {
  const loop = type === 'range' ? 1 : 0
  const pipeline = parsePipeline(reader, tokens, type === 'range')
  reader.loops += loop
  const { nodes, end } = readNodes(reader)
  reader.loops -= loop
  return { type, pipeline, body: nodes, otherwise: readElse(reader, type, end) }
}

function readElse(reader: Reader, type: Branch['type'], end: readonly Token[] | undefined): readonly Node[] {
  if (end === undefined) throw new BuiltinError('template: unexpected EOF')
  if (wordAt(end, 0) === 'end') return []
  const next = wordAt(end, 1)
  // `{{else if …}}` ends with the same `{{end}}` as the branch it belongs to.
  if (next !== undefined && next === type && type !== 'range')
    return [scoped(reader, () => readBranch(reader, type, end.slice(2)))]
  if (end.length > 1) throw unexpected(end.slice(1))
  return readBody(reader)
}

function readBody(reader: Reader): readonly Node[] {
  const { nodes, end } = readNodes(reader)
  if (end === undefined) throw new BuiltinError('template: unexpected EOF')
  if (wordAt(end, 0) !== 'end') throw unexpected(end)
  return nodes
}

function parsePipeline({ variables }: Reader, tokens: readonly Token[], range = false): Pipeline {
  const reader = { tokens, at: 0, variables }
  const pipeline = readPipeline(reader, range)
  if (reader.at < tokens.length) throw unexpected(tokens.slice(reader.at))
  return pipeline
}

interface TokenReader {
  readonly tokens: readonly Token[]
  readonly variables: string[]
  at: number
}

function readPipeline(reader: TokenReader, range = false): Pipeline {
  const { variables, declares } = readVariables(reader, range)
  const commands = [readCommand(reader)]
  while (isSymbol(reader.tokens[reader.at], '|')) {
    reader.at++
    commands.push(executable(readCommand(reader)))
  }
  return { variables, declares, commands }
}

function executable(command: Command): Command {
  const [{ base, fields }] = command
  if (fields.length > 0 || base.type === 'function' || base.type === 'variable' || base.type === 'pipeline')
    return command
  throw new BuiltinError('template: non executable command in pipeline')
}

function readVariables(reader: TokenReader, range: boolean): Pick<Pipeline, 'variables' | 'declares'> {
  const names: string[] = []
  let at = reader.at
  for (let token = reader.tokens[at]; token?.type === 'variable'; token = reader.tokens[at]) {
    names.push(token.text)
    const next = reader.tokens[at + 1]
    if (isSymbol(next, ':=') || isSymbol(next, '=')) {
      reader.at = at + 2
      reader.variables.push(...names)
      return { variables: names, declares: isSymbol(next, ':=') }
    }
    if (!range || names.length > 1 || !isSymbol(next, ',')) break
    at += 2
  }
  return { variables: [], declares: false }
}

function readCommand(reader: TokenReader): Command {
  const operands: Operand[] = []
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (isSymbol(token, '|') || isSymbol(token, ')')) break
    operands.push(readOperand(reader, token))
  }
  const [first, ...rest] = operands
  if (first === undefined) throw new BuiltinError('template: missing value for command')
  if (rest.length > 0 && first.base.type !== 'function') throw new BuiltinError('template: can only call functions')
  return [first, ...rest]
}

function readOperand(reader: TokenReader, token: Token): Operand {
  reader.at++
  if (token.type === 'field') return { base: { type: 'dot' }, fields: [token.text, ...readFields(reader)] }
  const base = readBase(reader, token)
  const chains = base.type === 'variable' || base.type === 'pipeline'
  return { base, fields: chains ? readFields(reader) : [] }
}

function readBase(reader: TokenReader, token: Token): Operand['base'] {
  if (token.type === 'string' || token.type === 'number') return { type: token.type, text: token.text }
  if (token.type === 'variable') {
    if (!reader.variables.includes(token.text)) throw new BuiltinError(`template: undefined variable "${token.text}"`)
    return { type: 'variable', text: token.text }
  }
  if (isSymbol(token, '.')) return { type: 'dot' }
  if (isSymbol(token, '(')) {
    const pipeline = readPipeline(reader)
    if (!isSymbol(reader.tokens[reader.at++], ')')) throw new BuiltinError('template: unclosed left paren')
    return { type: 'pipeline', pipeline }
  }
  if (token.type !== 'word') throw unexpected([token])
  if (token.text === 'nil') return { type: 'nil' }
  if (token.text === 'true' || token.text === 'false') return { type: 'boolean', value: token.text === 'true' }
  if (!Object.hasOwn(templateFunctions, token.text) && token.text !== 'and' && token.text !== 'or') {
    throw new BuiltinError(`template: function "${token.text}" not defined`)
  }
  return { type: 'function', text: token.text }
}

function readFields(reader: TokenReader): string[] {
  const fields: string[] = []
  for (
    let token = reader.tokens[reader.at];
    token?.type === 'field' && !token.spaced;
    token = reader.tokens[reader.at]
  ) {
    fields.push(token.text)
    reader.at++
  }
  return fields
}

function nameAt(tokens: readonly Token[]): string {
  const name = tokens[1]
  if (name?.type !== 'string') throw new BuiltinError('template: a template needs a name in quotes')
  return name.text
}

function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at]
  return token?.type === 'word' ? token.text : undefined
}

const isSymbol = (token: Token | undefined, text: string): boolean => token?.type === 'symbol' && token.text === text

function unexpected(tokens: readonly Token[]): BuiltinError {
  return new BuiltinError(`template: unexpected {{${tokens.map((token) => token.text).join(' ')}}}`)
}
