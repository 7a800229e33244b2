import type { MapValue } from '../../../model/value.ts'
import { shown } from '../apis/expect.ts'
import { textOf } from '../edit.ts'
import { InvalidResource } from '../errors.ts'

/** The id of a resource that an event changes, which must be of this type. */
export function checkedType(id: string, type: string, resources: ReadonlyMap<string, MapValue>): string {
  const body = resources.get(id)
  const written = body?.entries.get('Type')
  if (textOf(written?.value) === type) return id
  const problem = written
    ? `Resource has incorrect Type; expected '${type}', got '${shown(written.value)}'`
    : "Resource dict missing key 'Type'."
  throw new InvalidResource(id, problem, written?.key ?? body?.at ?? null)
}
