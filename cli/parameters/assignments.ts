import { entryOf, type Scalar, type Value } from '../../model/value.ts'

/** Values by the names of parameters. */
export type Assignments = readonly (readonly [name: string, value: string])[]

/**
 * The values that a file gives in one of the shapes that AWS tools read: a list of `{ParameterKey, ParameterValue}` or of
 * `NAME=VALUE` (AWS CLI), a map under `Parameters` (template configuration of CodePipeline). `undefined` for other shapes.
 */
export function assignmentsOf(content: Value | undefined): Assignments | undefined {
  if (content?.type === 'list') return allOf(content.items.map(assignmentOf))
  const parameters = entryOf(content, 'Parameters')?.value
  return parameters?.type === 'map' ? mapAssignments(parameters) : undefined
}

/** The values of a map, by name. */
export function mapAssignments(map: Value): Assignments | undefined {
  if (map.type !== 'map') return undefined
  return allOf([...map.entries].map(([name, { value }]) => pair(name, value)))
}

function assignmentOf(item: Value): readonly [string, string] | undefined {
  const text = textOf(item)
  if (text === undefined) {
    const name = textOf(entryOf(item, 'ParameterKey')?.value)
    return name === undefined ? undefined : pair(name, entryOf(item, 'ParameterValue')?.value)
  }
  const equals = text.indexOf('=')
  return equals > 0 ? [text.slice(0, equals), text.slice(equals + 1)] : undefined
}

function pair(name: string, value: Value | undefined): readonly [string, string] | undefined {
  if (name === '') return undefined
  if (value?.type === 'list') {
    const items = value.items.map(textOf)
    return items.every((item) => item !== undefined) ? [name, items.join(',')] : undefined
  }
  const text = textOf(value)
  return text === undefined ? undefined : [name, text]
}

function allOf(pairs: readonly (readonly [string, string] | undefined)[]): Assignments | undefined {
  return pairs.every((one) => one !== undefined) ? pairs : undefined
}

function textOf(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && value.value !== null ? textOfScalar(value) : undefined
}

function textOfScalar({ value }: Scalar): string {
  return String(value)
}
