import type { Scalar, Value } from '../../model/value.ts'

/**
 * A template that nothing is resolved in, as JSON. The reader keeps texts whose numbers would lose digits or zeros; what
 * stands without quotes is printed as the type that the service's YAML 1.1 reader gives it.
 */
export function printTemplate(value: Value): unknown {
  switch (value.type) {
    case 'scalar':
      return printScalar(value)
    case 'list':
      return value.items.map(printTemplate)
    case 'map': {
      const printed: Record<string, unknown> = {}
      for (const [key, entry] of value.entries) {
        // An assignment to `__proto__` would be lost.
        const own = { value: printTemplate(entry.value), enumerable: true, configurable: true, writable: true }
        Object.defineProperty(printed, key, own)
      }
      return printed
    }
    default:
      throw new Error(`a template that is not resolved holds no ${value.type}`)
  }
}

function printScalar({ value, at, via }: Scalar): Scalar['value'] {
  // What a macro made stands at the place of what caused it, whose text is another.
  if (typeof value !== 'string' || via?.some(({ reason }) => reason === 'transform')) return value
  // Quotes would make its place wider than its text.
  const isPlain = at.startLine === at.endLine && at.endColumn - at.startColumn === value.length
  return isPlain ? typed(value) : value
}

/** Sources: YAML 1.1 types, https://yaml.org/type/ (bool, float, int); dates stay texts, as in the service. */
function typed(text: string): string | number | boolean {
  if (/^(?:yes|on|true)$/i.test(text) && isOneCase(text)) return true
  if (/^(?:no|off|false)$/i.test(text) && isOneCase(text)) return false
  if (/^[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]\d+)?$/.test(text)) return Number(text)
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(text)) return Number(text)
  if (/^[-+]?0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  return text
}

/** `yes`, `Yes` and `YES`, not `yEs`. */
function isOneCase(text: string): boolean {
  return text === text.toLowerCase() || text === text.toUpperCase() || /^[A-Z][a-z]+$/.test(text)
}
