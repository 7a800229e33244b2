import type { Entry, Value } from '../../../model/value.ts'
import { getAtt, type MadeMap, makeList, makeMap } from '../build.ts'
import { entriesOf, itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { codeOf, type PipelineFunctions, runtimeOf } from './functions.ts'

/** Adds the resolvers of an API, each a pipeline of functions. They wait for the schema whose fields they resolve. */
export function addResolvers(
  api: ServerlessResource,
  schema: string,
  functions: PipelineFunctions,
  expansion: Expansion,
): void {
  for (const [type, { value }] of entriesOf(valueAt(api.properties, 'Resolvers'))) {
    for (const [name, entry] of entriesOf(value)) {
      const dependency: Entry = { key: entry.key, value: makeList([schema], entry.key) }
      expansion.add({
        id: `${api.id}${type}${name}`,
        type: 'AWS::AppSync::Resolver',
        properties: makeMap(propertiesOf(api, type, name, entry.value, functions), entry.key),
        attributes: new Map([...api.attributes, ['DependsOn', dependency]]),
        at: entry.key,
      })
    }
  }
}

function propertiesOf(
  api: ServerlessResource,
  type: string,
  name: string,
  value: Value,
  functions: PipelineFunctions,
): MadeMap {
  const given = (property: string) => valueAt(value, property)
  const coded = given('InlineCode') || given('CodeUri')
  return {
    ApiId: getAtt(api.id, 'ApiId'),
    TypeName: type,
    FieldName: given('FieldName') ?? name,
    Kind: 'PIPELINE',
    ...(coded ? { ...codeOf(name, value), Runtime: runtimeOf(name, value) } : passThrough),
    PipelineConfig: { Functions: pipelineOf(name, value, functions) },
    CachingConfig: given('Caching'),
    MaxBatchSize: given('MaxBatchSize'),
  }
}

function pipelineOf(name: string, value: Value, functions: PipelineFunctions): readonly Value[] {
  const steps = itemsOf(valueAt(value, 'Pipeline'))
  if (steps.length === 0) {
    const problem = `Resolver '${name}' must have Pipeline defined. Unit resolvers are not supported. If you need a Unit resolver you can use AppSync resource.`
    throw new InvalidResource(name, problem, value.at)
  }
  return steps.map((step) => {
    const text = textOf(step) ?? ''
    const id = functions.get(text)
    if (!id) throw new InvalidResource(name, `Function '${text}' does not exist.`, step.at)
    return id
  })
}

/** A resolver without code gives what its last function gave. Source: AWS SAM developer guide, "Resolver", InlineCode. */
const passThrough: MadeMap = {
  Code: `
export function request(ctx) {
    return {};
}

export function response(ctx) {
    return ctx.prev.result;
}
`,
  Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
}
