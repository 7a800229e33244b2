import { entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { markSensitive } from '../resolve/marks.ts'
import { isTrue, mapAt } from './node.ts'
import { overlaid } from './shadow.ts'

/** The outputs as they will be: of the planned values, with what the changes say is unknown. */
export function outputsOf(plan: MapValue): ReadonlyMap<string, Value> {
  const changes = mapAt(plan, 'output_changes')
  const planned = mapAt(mapAt(plan, 'planned_values'), 'outputs')
  const outputs = new Map<string, Value>()
  for (const [name, { value: output, key }] of planned?.entries ?? []) {
    const change = mapAt(changes, name)
    const unknown = entryOf(change, 'after_unknown')?.value
    const after = entryOf(output, 'value')?.value ?? entryOf(change, 'after')?.value
    const start: Value = after ?? {
      type: 'unknown',
      cause: { why: `output ${name} is known after apply`, needs: [] },
      at: key,
    }
    const made = overlaid(start, unknown, entryOf(change, 'after_sensitive')?.value, `output.${name}`)
    outputs.set(name, isTrue(entryOf(output, 'sensitive')?.value) ? markSensitive(made) : made)
  }
  return outputs
}
