import { detectSecret } from '../../model/secrets.ts'
import { partsOf } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'

/** The value with each literal that detectors take for a secret withheld: nothing native is shown, or given to policies, but through here. */
export function withoutSecrets(value: Value, name = ''): Value {
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => withoutSecrets(item, name)) }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: withoutSecrets(entry.value, key) }] as const,
      )
      return { ...value, entries: new Map(entries) }
    }
    case 'json':
      return { ...value, value: withoutSecrets(value.value, name) }
    case 'choice':
      return {
        ...value,
        then: value.then && withoutSecrets(value.then, name),
        otherwise: value.otherwise && withoutSecrets(value.otherwise, name),
      }
    default: {
      const text = (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : '\uFFFC')).join('')
      const found = detectSecret(name, text)
      if (!found) return value
      return {
        type: 'unknown',
        cause: { why: `it is a secret (${found.detector}) and withheld`, needs: [] },
        at: value.at,
      }
    }
  }
}
