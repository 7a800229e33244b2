import type { SourceFile } from '../../model/source.ts'
import { type Configuration, ConfigurationSchema } from './schema.ts'
import { type PlaceOf, readYaml } from './yaml.ts'

export type { Configuration, Environment, GivenValue, Judging, ServerSettings, StackEnvironment } from './schema.ts'
export type { PlaceOf } from './yaml.ts'

/** What was read, or everything that is wrong with it: one sentence each, `portcullis.yaml:3:5: …`. */
export type ReadConfiguration =
  | { readonly configuration: Configuration; readonly placeOf: PlaceOf }
  | { readonly problems: readonly string[] }

/** Reads `portcullis.yaml`. An empty file holds no settings. */
export function readConfiguration(file: SourceFile): ReadConfiguration {
  const read = readYaml(file, ConfigurationSchema)
  return 'problems' in read ? read : { configuration: read.value, placeOf: read.placeOf }
}
