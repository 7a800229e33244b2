import { entriesOf, valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isRestDocument, pathsOf } from './document.ts'
import { expectMap, ofResource } from './expect.ts'
import { isSaid, mapAt, set, type TreeMap } from './tree.ts'

/** Writes `Models` into the document of a REST API, under their names in lower case. Source: AWS SAM developer guide, "Models". */
export function addModels(api: ServerlessResource, root: TreeMap | undefined): void {
  const written = valueAt(api.properties, 'Models')
  if (!isSaid(written)) return
  const refuse = ofResource(api.id)
  if (!root || root.entries.size === 0) {
    throw refuse("Models works only with inline Swagger specified in 'DefinitionBody' property.", written.at)
  }
  if (!isRestDocument(root)) {
    const problem =
      "Unable to add Models definitions because 'DefinitionBody' does not contain a valid Swagger definition."
    throw refuse(problem, written.at)
  }
  const models = expectMap(written, 'Models', refuse)
  for (const [, { key, value }] of models.entries) {
    if (value.type !== 'map') throw refuse("Invalid value for 'Models' property", key)
  }
  pathsOf(root)
  for (const [, { key, value }] of models.entries) {
    if (!isSaid(valueAt(value, 'type'))) throw new InvalidTemplate("'Models' schema is missing 'type'.", key)
  }
  const definitions = mapAt(root, 'definitions', written.at)
  for (const [name, { key, value }] of entriesOf(models)) set(definitions, name.toLowerCase(), value, key)
}
