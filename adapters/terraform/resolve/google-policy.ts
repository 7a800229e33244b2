import { type Entry, isNull, type MapValue, type Value } from '../../../model/value.ts'
import { listOf, mapOf } from './value.ts'

/**
 * The document that `data "google_iam_policy"` makes of its blocks: who is given which role.
 * Source: Terraform provider google, "google_iam_policy"; Cloud IAM, "Policy".
 */
export function googlePolicy(block: MapValue): MapValue {
  const written = block.entries.get('binding')
  const bindings = written?.value ?? listOf([], block.at)
  const value = bindings.type === 'list' ? { ...bindings, items: bindings.items.map(binding) } : bindings
  return mapOf([['bindings', { key: written?.key ?? block.at, value }]], block.at, block.open)
}

/** A binding without the arguments that are not given. One that is there under a condition stays so. */
function binding(value: Value): Value {
  if (value.type === 'choice') {
    const { then, otherwise } = value
    return { ...value, then: then && binding(then), otherwise: otherwise && binding(otherwise) }
  }
  if (value.type !== 'map') return value
  const given = [...value.entries].filter(([, entry]: readonly [string, Entry]) => !isNull(entry.value))
  return { ...value, entries: new Map(given) }
}
