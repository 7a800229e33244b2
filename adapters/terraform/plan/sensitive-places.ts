import { visitValues } from '../../../model/references.ts'
import type { SourceFile, Span } from '../../../model/source.ts'
import { startOf } from '../../../model/source.ts'
import { entryOf, type Value } from '../../../model/value.ts'
import type { TerraformJson } from '../../sources/terraform-json.ts'
import { isMarked } from '../resolve/value.ts'
import { readState } from '../state/stack.ts'
import { mapAt } from './node.ts'
import { readPlan } from './stack.ts'

/** Where the values of a plan or state stand that are sensitive, and those of its variables and outputs; all of a file that cannot be read. */
export function sensitivePlaces(file: SourceFile, format: TerraformJson): readonly Span[] {
  const { document, resources, outputs } = format === 'terraform-plan' ? readPlan(file) : readState(file)
  if (!document) return [{ ...startOf(file.path), endLine: Number.MAX_SAFE_INTEGER }]
  const places: Span[] = []
  const collect = (value: Value): void => {
    visitValues(value, (inner) => {
      if ((inner.type === 'scalar' && inner.sensitive) || isMarked(inner)) places.push(inner.at)
    })
  }
  for (const { properties } of resources) collect(properties)
  for (const output of outputs.values()) places.push(output.at)
  for (const [, { value }] of mapAt(document, 'variables')?.entries ?? []) {
    places.push(entryOf(value, 'value')?.value.at ?? value.at)
  }
  return places
}
