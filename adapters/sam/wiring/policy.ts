import type { Span } from '../../../model/source.ts'
import type { MapValue } from '../../../model/value.ts'
import { type Made, type MadeMap, makeMap } from '../build.ts'

/** `{PolicyName, PolicyDocument}`. */
export function inlinePolicy(name: string, statements: readonly MadeMap[], at: Span, version?: string): MapValue {
  return makeMap({ PolicyName: name, PolicyDocument: { Version: version, Statement: statements } }, at)
}

export function allow(action: Made, resource: Made): MadeMap {
  return { Effect: 'Allow', Action: action, Resource: resource }
}
