import { isNamedSecret } from '../../model/secret-names.ts'
import { detectSecret } from '../../model/secrets.ts'
import type { Value } from '../../model/value.ts'
import { namedEntries, textOf } from './secrets-in.ts'

/** The value with each literal that detectors take for a secret withheld: nothing native is shown, or given to policies, but through here. */
export function withoutSecrets(value: Value, name = ''): Value {
  switch (value.type) {
    case 'list': {
      const items = value.items.map((item) => withoutSecrets(item, name))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'map': {
      const entries = namedEntries(value).map(
        ({ key, entry, name }) => [key, { ...entry, value: withoutSecrets(entry.value, name) }] as const,
      )
      const isSame = entries.every(([key, entry]) => entry.value === value.entries.get(key)?.value)
      return isSame ? value : { ...value, entries: new Map(entries) }
    }
    case 'json': {
      const inner = withoutSecrets(value.value, name)
      if (inner === value.value) return value
      // The text shows what was withheld.
      const { text: _, ...rest } = value
      return { ...rest, value: inner }
    }
    case 'choice':
      return {
        ...value,
        then: value.then && withoutSecrets(value.then, name),
        otherwise: value.otherwise && withoutSecrets(value.otherwise, name),
      }
    default: {
      const found = detectSecret(name, textOf(value))
      if (!found && value.type === 'scalar' && typeof value.value === 'string' && isNamedSecret(name, value.value))
        return { type: 'unknown', cause: { why: 'it is named like a secret and withheld', needs: [] }, at: value.at }
      if (!found) return value
      return {
        type: 'unknown',
        cause: { why: `it is a secret (${found.detector}) and withheld`, needs: [] },
        at: value.at,
      }
    }
  }
}
