import type { Value } from '../../model/value.ts'

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
      return typeof value.value === 'string' ? quoted(value.value) : String(value.value)
    case 'list':
      return `[${value.items.map(shownValue).join(', ')}]`
    case 'map':
      return `{${[...value.entries].map(([name, entry]) => `${quoted(name)}: ${shownValue(entry.value)}`).join(', ')}}`
    default:
      return '?'
  }
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}
