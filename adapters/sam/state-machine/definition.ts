import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { makeList, makeMap, makeScalar } from '../build.ts'
import { textOf } from '../edit.ts'
import { byCodePoint, jsonText } from '../hash.ts'
import { isIntrinsic } from '../intrinsic.ts'

/** A state machine's definition as the service takes it. */
export interface DefinitionText {
  /** `Fn::Join` of the lines of the definition's JSON. */
  readonly text: Value
  /** What stands for the functions and dynamic references in it: `definition_substitution_1` → value. */
  readonly substitutions: ReadonlyMap<string, Entry>
}

/**
 * Writes a definition as JSON, its keys sorted. What is known at deployment only becomes a substitution. Source: AWS SAM
 * developer guide, "AWS::Serverless::StateMachine", Definition.
 */
export function definitionText(definition: MapValue): DefinitionText {
  const substitutions = new Map<string, Entry>()
  const plain = inEntries(definition, substitutions)
  const lines = linesOf(plain, { before: '', after: '', depth: 0 })
  const texts = makeList(
    lines.map(({ text, at }) => makeScalar(text, at)),
    definition.at,
  )
  return { text: makeMap({ 'Fn::Join': ['\n', texts] }, definition.at), substitutions }
}

function withSubstitutions(value: Value, substitutions: Map<string, Entry>): Value {
  if (isIntrinsic(value) || isDynamic(value)) {
    const name = `definition_substitution_${substitutions.size + 1}`
    substitutions.set(name, { key: value.at, value })
    return makeScalar(`\${${name}}`, value.at)
  }
  if (value.type === 'list')
    return { ...value, items: value.items.map((item) => withSubstitutions(item, substitutions)) }
  return value.type === 'map' ? inEntries(value, substitutions) : value
}

/** Substitutions are numbered as they stand when keys are sorted. */
function inEntries(map: MapValue, substitutions: Map<string, Entry>): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, { key, value }] of sorted(map)) {
    entries.set(name, { key, value: withSubstitutions(value, substitutions) })
  }
  return { ...map, entries }
}

function isDynamic(value: Value): boolean {
  return /^\{\{resolve:[a-z-]+:.+\}\}$/.test(textOf(value) ?? '')
}

function sorted({ entries }: MapValue): readonly (readonly [string, Entry])[] {
  return [...entries].sort(([left], [right]) => byCodePoint(left, right))
}

interface Line {
  readonly text: string
  readonly at: Span
}

/** What stands before and after a value, and how deep it is. */
interface Around {
  readonly before: string
  readonly after: string
  readonly depth: number
}

const indent = '    '

function linesOf(value: Value, { before, after, depth }: Around): readonly Line[] {
  const margin = indent.repeat(depth)
  const line = (text: string): Line => ({ text: margin + text, at: value.at })
  const comma = (index: number, count: number) => (index < count - 1 ? ',' : '')
  if (value.type === 'map' && value.entries.size > 0) {
    const inner = sorted(value).flatMap(([name, entry], index) => {
      const key = `${jsonText(makeScalar(name, entry.key))}: `
      return linesOf(entry.value, { before: key, after: comma(index, value.entries.size), depth: depth + 1 })
    })
    return [line(`${before}{`), ...inner, line(`}${after}`)]
  }
  if (value.type === 'list' && value.items.length > 0) {
    const inner = value.items.flatMap((item, index) =>
      linesOf(item, { before: '', after: comma(index, value.items.length), depth: depth + 1 }),
    )
    return [line(`${before}[`), ...inner, line(`]${after}`)]
  }
  return [line(before + jsonText(value) + after)]
}
