import type { Entry, Value } from '../../../model/value.ts'
import { saidAt } from '../apis/tree.ts'
import { getAtt, type MadeMap, make, makeMap } from '../build.ts'
import { entriesOf, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { addNoneSource, type DataSources } from './data-sources.ts'

/** Function as the author calls it → its id for a pipeline. */
export type PipelineFunctions = ReadonlyMap<string, Value>

/** Adds the functions of an API: steps of its resolvers. */
export function addFunctions(api: ServerlessResource, sources: DataSources, expansion: Expansion): PipelineFunctions {
  const made = new Map<string, Value>()
  for (const [name, entry] of entriesOf(valueAt(api.properties, 'Functions'))) {
    made.set(name, functionId(name, entry) ?? addFunction(api, name, entry, sources, expansion))
  }
  return made
}

/** The id of a function that is defined elsewhere. */
function functionId(name: string, { value }: Entry): Value | undefined {
  const id = saidAt(value, 'Id')
  if (id && entriesOf(value).length > 1) {
    throw new InvalidResource(name, "'Id' cannot be defined with other properties in Function.", value.at)
  }
  return id
}

function addFunction(
  api: ServerlessResource,
  name: string,
  { key, value }: Entry,
  sources: DataSources,
  expansion: Expansion,
): Value {
  const id = `${api.id}${name}`
  const code = codeOf(name, value)
  const properties = {
    ApiId: getAtt(api.id, 'ApiId'),
    DataSourceName: sourceName(api, name, value, sources, expansion),
    ...code,
    Runtime: runtimeOf(name, value),
    Name: saidAt(value, 'Name') ?? name,
    Description: valueAt(value, 'Description'),
    MaxBatchSize: valueAt(value, 'MaxBatchSize'),
    SyncConfig: valueAt(value, 'Sync'),
  }
  expansion.add({
    id,
    type: 'AWS::AppSync::FunctionConfiguration',
    properties: makeMap(properties, key),
    attributes: api.mainAttributes,
    at: key,
  })
  return make(getAtt(id, 'FunctionId'), key)
}

function sourceName(
  api: ServerlessResource,
  name: string,
  value: Value,
  sources: DataSources,
  expansion: Expansion,
): Value {
  const written = saidAt(value, 'DataSource')
  if (!written) throw new InvalidResource(name, "'DataSource' must be set.", value.at)
  const text = textOf(written)
  if (text === undefined) return written
  const id = text.toUpperCase() === 'NONE' ? addNoneSource(api, written.at, expansion) : sources.get(text)
  if (id === undefined) {
    const problem = `Either define DataSource '${text}' in 'DataSources' or use intrinsic function like GetAtt, ImportValue, Sub or another one to reference a DataSource defined outside of this GraphQLApi resource.`
    throw new InvalidResource(name, problem, written.at)
  }
  return make(getAtt(id, 'Name'), written.at)
}

/** The code of a function or resolver, which must have one. */
export function codeOf(name: string, value: Value): MadeMap {
  const inline = saidAt(value, 'InlineCode')
  const uri = saidAt(value, 'CodeUri')
  if (inline && uri) {
    const problem = "Both 'InlineCode' and 'CodeUri' cannot be defined at the same time."
    throw new InvalidResource(name, problem, uri.at)
  }
  if (!inline && !uri) throw new InvalidResource(name, "One of 'InlineCode' or 'CodeUri' must be set.", value.at)
  return { Code: inline, CodeS3Location: uri }
}

export function runtimeOf(name: string, value: Value): MadeMap {
  const runtime = saidAt(value, 'Runtime')
  if (!runtime) throw new InvalidResource(name, `'Runtime' must be defined as a property in ${name}.`, value.at)
  return { Name: valueAt(runtime, 'Name'), RuntimeVersion: valueAt(runtime, 'Version') }
}
