import { documentOf } from '../../adapters/sources/terraform-json.ts'
import { sensitivePlaces } from '../../adapters/terraform/plan/sensitive-places.ts'
import type { SourceFile, Span } from '../../model/source.ts'
import type { TextOptions } from '../../report/text.ts'

type HeldIn = NonNullable<TextOptions['heldIn']>
type Held = NonNullable<ReturnType<HeldIn>>

/**
 * What files hold values, and which of those may be shown. What cannot be known, because the sources are not at hand or
 * a file cannot be read, may not.
 */
export function heldValues(textOf: (path: string) => string | undefined, files: readonly SourceFile[]): HeldIn {
  const known = new Map<string, Held | undefined>()
  return (path) => {
    if (!known.has(path)) known.set(path, heldIn(path, textOf, files))
    return known.get(path)
  }
}

function heldIn(
  path: string,
  textOf: (path: string) => string | undefined,
  files: readonly SourceFile[],
): Held | undefined {
  const isVariables = /\.tfvars(?:\.json)?$/i.test(path)
  const text = textOf(path)
  if (text === undefined) return undefined
  const file = { path, text }
  if (isVariables) {
    const syntax = path.endsWith('.json') ? 'json' : 'hcl'
    return { syntax, mayShow: (place) => syntax === 'hcl' && isOpenVariable(variableAt(file, place), files) }
  }
  const format = documentOf(files.find((one) => one.path === path) ?? file)
  if (format === undefined) return undefined
  let places: readonly Span[] | undefined
  return {
    syntax: 'json',
    mayShow: (place) => {
      places ??= sensitivePlaces(file, format)
      return !places.some((hidden) => overlap(hidden, place))
    },
  }
}

function overlap(a: Span, b: Span): boolean {
  return (
    isBefore(a.startLine, a.startColumn, b.endLine, b.endColumn) &&
    isBefore(b.startLine, b.startColumn, a.endLine, a.endColumn)
  )
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn)
}

/** The variable that a line of its own gives a value; `undefined` within a value of several lines. */
function variableAt({ text }: SourceFile, { startLine }: Span): string | undefined {
  const lines = text.split('\n')
  const before = lines.slice(0, startLine - 1).join('\n')
  const depth = (before.match(/[[{(]/g) ?? []).length - (before.match(/[\]})]/g) ?? []).length
  if (depth !== 0 || before.includes('<<') || before.includes('/*')) return undefined
  return /^\s*([A-Za-z_][\w-]*)\s*=(?!=)/.exec(lines[startLine - 1] ?? '')?.[1]
}

/** Whether a variable is declared, and nowhere with a word about being sensitive. */
function isOpenVariable(name: string | undefined, files: readonly SourceFile[]): boolean {
  if (name === undefined) return false
  const declarations = files
    .filter(({ path }) => /\.(?:tf|tofu)$/.test(path))
    .flatMap(({ text }) =>
      text.split(/^(?=[ \t]*(?:variable|resource|data|module|output|locals|provider|terraform)\b)/m),
    )
    .filter((block) => /^\s*variable\s+"?([\w-]+)/.exec(block)?.[1] === name)
  return declarations.length > 0 && declarations.every((block) => !/\b(?:sensitive|ephemeral)\b/.test(block))
}
