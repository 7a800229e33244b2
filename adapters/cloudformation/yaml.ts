import { Composer, type Document, Lexer, type ParsedNode, Parser, Schema, type YAMLError } from 'yaml'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { lineIndex, type SourceFile, type Span } from '../../model/source.ts'
import { defaultLimits, type Limits, type Parsed } from '../sources/json.ts'
import { indentContinuations, unclosed } from './yaml-indent.ts'
import { readNode } from './yaml-values.ts'

/**
 * Reads YAML 1.2 (core schema) with the place of every key and value, as CloudFormation does where the two differ:
 * dates and numbers that a double cannot hold stay texts, the last of equal keys wins, quotes and brackets may go on at
 * any indentation. Anchors and merge keys are followed; what they would grow to is bounded.
 */
export function parseYaml(file: SourceFile, limits: Limits = defaultLimits): Parsed {
  let read = compose(file.text, limits)
  let spanOf = spanMaker(file, file.text, [])
  if (read.errors.some(mayBeIndentation)) {
    const padded = indentContinuations(file.text)
    const again = padded && compose(padded.text, limits)
    if (padded && again?.document && again.errors.length === 0) {
      read = again
      spanOf = spanMaker(file, padded.text, padded.added)
    }
  }
  const [first] = [...read.errors].sort((a, b) => a.start - b.start)
  if (first) {
    const opened = first.yaml === 'MISSING_CHAR' ? unclosed(file.text) : undefined
    const at = opened ? { file: file.path, ...opened } : spanOf(first.start, first.end)
    return { value: undefined, diagnostics: [error(first.code, first.message, at)] }
  }
  const contents = read.document?.contents
  if (!contents)
    return { value: undefined, diagnostics: [error('INVALID_TEMPLATE', 'The file is empty.', spanOf(0, 0))] }
  const { value, diagnostics } = readNode(contents, spanOf, limits)
  return { value, diagnostics: [...diagnostics, ...severalDocuments(read.next, spanOf)] }
}

interface Composed {
  readonly document?: Document.Parsed
  readonly next?: Document.Parsed
  readonly errors: readonly Problem[]
}

interface Problem {
  readonly code: 'SYNTAX' | 'TOO_DEEP' | 'TOO_MANY_VALUES'
  readonly yaml?: YAMLError['code']
  readonly message: string
  readonly start: number
  readonly end: number
}

function compose(text: string, limits: Limits): Composed {
  const composer = new Composer({ uniqueKeys: false, schema, logLevel: 'silent', prettyErrors: false })
  const documents: Document.Parsed[] = []
  try {
    for (const document of composer.compose(tokens(text, limits), true, text.length)) documents.push(document)
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    const message =
      problem.code === 'TOO_DEEP'
        ? `Nested more than ${limits.depth} levels deep; nothing of the file is read. Flatten it.`
        : `More than ${limits.values} values; nothing of the file is read. Split it.`
    return { errors: [{ code: problem.code, message, start: problem.offset, end: problem.offset + 1 }] }
  }
  const [document, ...others] = documents
  const next = others.find(({ contents }) => contents !== null)
  return {
    ...(document ? { document } : {}),
    ...(next ? { next } : {}),
    errors: (document?.errors ?? []).map(problemOf),
  }
}

/** The functions that have short forms. Other tags are read as well, each with a warning that costs time and is not used. */
const functions =
  'Ref Condition And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Select Split Sub Transform'.split(
    ' ',
  )

/** YAML 1.2, with the short forms kept as they are: what they stand for is told by the tag. */
const schema = new Schema({
  schema: 'core',
  customTags: functions.flatMap((name) => [
    { tag: `!${name}`, resolve: (text: string) => text },
    { tag: `!${name}`, collection: 'seq' as const },
    { tag: `!${name}`, collection: 'map' as const },
  ]),
})

class Refused extends Error {
  readonly code: 'TOO_DEEP' | 'TOO_MANY_VALUES'
  readonly offset: number
  constructor(code: Refused['code'], offset: number) {
    super(code)
    this.code = code
    this.offset = offset
  }
}

/** The parser keeps a stack of its own; the composer behind it recurses, so depth is bounded between the two. */
function* tokens(text: string, limits: Limits): ReturnType<Parser['parse']> {
  const parser = new Parser()
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    lexemes += 1
    if (parser.stack.length > limits.depth + 2) throw new Refused('TOO_DEEP', parser.offset)
    if (lexemes > limits.values * lexemesPerValue) throw new Refused('TOO_MANY_VALUES', parser.offset)
  }
  yield* parser.end()
}

/** At least two and a half, counting keys, indentation and line ends; the composer's time grows with them. */
const lexemesPerValue = 2.5

const advice: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Align it with its neighbours.',
  MISSING_CHAR: 'Close it, or put the text in quotes.',
  BAD_SCALAR_START: 'Put the text in quotes.',
  BAD_DQ_ESCAPE: 'Write the backslash twice, or use single quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value on a line of its own, or in quotes.',
  MULTILINE_IMPLICIT_KEY: 'A ":" may be missing after the key here.',
  BAD_ALIAS: 'Put the text in quotes if it is no alias.',
  MULTIPLE_TAGS: 'Write the outer function in its long form: "Fn::Base64:" and the inner one below it.',
  UNEXPECTED_TOKEN: 'Check the indentation and the quotes above.',
}

function problemOf({ code, message, pos }: YAMLError): Problem {
  const said = message.replace(/\s+/g, ' ').replace(/\.$/, '')
  return {
    code: 'SYNTAX',
    yaml: code,
    message: `This is not valid YAML: ${said}. ${advice[code] ?? 'Check the indentation and the quotes here.'}`,
    start: pos[0],
    end: pos[1],
  }
}

function mayBeIndentation({ yaml }: Problem): boolean {
  return yaml === 'MISSING_CHAR' || yaml === 'BAD_INDENT'
}

/** Spans in the file as it was given, from offsets in the text that was read, to which leading spaces were added. */
function spanMaker(file: SourceFile, text: string, added: readonly number[]): (start: number, end: number) => Span {
  const positionAt = lineIndex(text)
  const column = (at: { line: number; column: number }): number => Math.max(1, at.column - (added[at.line - 1] ?? 0))
  return (start, end) => {
    const from = positionAt(start)
    const to = positionAt(Math.max(start, end))
    return {
      file: file.path,
      startLine: from.line,
      startColumn: column(from),
      endLine: to.line,
      endColumn: column(to),
    }
  }
}

function severalDocuments(
  next: Document.Parsed | undefined,
  spanOf: (start: number, end: number) => Span,
): Diagnostic[] {
  const contents: ParsedNode | null | undefined = next?.contents
  if (!contents) return []
  const at = spanOf(contents.range[0], contents.range[0])
  return [
    error('INVALID_TEMPLATE', 'A second YAML document begins here; only the first is read. Use a file for each.', at),
  ]
}
