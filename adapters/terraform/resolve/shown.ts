import { nativeView } from '../../../model/native.ts'
import { visitValues } from '../../../model/references.ts'
import { detectSecret } from '../../../model/secrets.ts'
import { partsOf } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { isSensitive } from './value.ts'

const secretName = /pass(?:word|wd|phrase)|secret|token|credential|private_key|api_?key/i

/** What is marked as sensitive, what its name calls a secret, and what detectors take for one. */
export function isSecret(path: string, value: Value): boolean {
  if (isSensitive(value) || secretName.test(path)) return true
  let found = false
  const name = /(\w+)(?:\[\d+\])*$/.exec(path)?.[1] ?? ''
  visitValues(value, (inner) => {
    found ||= partsOf(inner)?.some((part) => typeof part === 'string' && detectSecret(name, part) !== null) ?? false
  })
  return found
}

/** A value for a message, of at most 80 characters. */
export function shown(value: Value): string {
  const text = JSON.stringify(nativeView(value)) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
