import type { Scalar, Value } from '../../model/value.ts'

/** A list of names as messages of the service show it: `['Name', 'Type']`. */
export function nameList(names: Iterable<string>): string {
  return `[${[...names].map(quoted).join(', ')}]`
}

/** A value as messages of the service show it, in the notation of the language it is written in: `{'Ref': 'Topic'}`, `True`. */
export function shownValue(value: Value): string {
  switch (value.type) {
    case 'scalar':
      if (value.value === null) return 'None'
      if (typeof value.value === 'boolean') return value.value ? 'True' : 'False'
      return typeof value.value === 'number' ? numberText(value) : quoted(value.value)
    case 'list':
      return `[${value.items.map(shownValue).join(', ')}]`
    case 'map':
      return `{${[...value.entries].map(([name, entry]) => `${quoted(name)}: ${shownValue(entry.value)}`).join(', ')}}`
    default:
      return '?'
  }
}

/** What the service's language calls a value: `'str' object has no attribute 'get'`. */
export function typeName(value: Value): string {
  if (value.type === 'list') return 'list'
  if (value.type !== 'scalar') return 'dict'
  if (value.value === null) return 'NoneType'
  if (typeof value.value === 'string') return 'str'
  if (typeof value.value === 'boolean') return 'bool'
  return numberText(value).includes('.') ? 'float' : 'int'
}

/** A number as the service writes it: `4.0` is not `4`, which the place it stands at tells. */
export function numberText({ value, at, via }: Scalar): string {
  const digits = String(value)
  const own = via === undefined || via.every(({ reason }) => reason === 'globals')
  const wider = own && at.startLine === at.endLine && at.endColumn - at.startColumn > digits.length
  return Number.isInteger(value) && wider ? `${digits}.0` : digits
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}
