import type { Value } from '../../../model/value.ts'
import { type Made, sub } from '../build.ts'
import type { Endpoint, EndpointValue } from './endpoint.ts'
import type { Pattern, Profile } from './profile.ts'

/** The two ends of a connector. */
export interface Ends {
  readonly Source: Endpoint
  readonly Destination: Endpoint
}

/** A pattern with the values of both ends in it: a value alone, or `Fn::Sub`. */
export function filled(pattern: Pattern, ends: Ends): Made {
  const variables = variablesOf(pattern)
  const [only] = variables
  if (only && pattern === only.text) return boundValue(only, ends) ?? ''
  if (variables.length === 0) return sub(pattern)
  const text = variables.reduce((left, { text, side, name }) => left.replaceAll(text, `\${${side}${name}}`), pattern)
  return sub(
    text,
    Object.fromEntries(variables.map((variable) => [variable.side + variable.name, boundValue(variable, ends)])),
  )
}

/** The first value that a profile asks for and the ends do not have: `Destination.Arn`. */
export function missingValue(profile: Profile, ends: Ends): string | undefined {
  const missing = patternsOf(profile)
    .flatMap(variablesOf)
    .find((variable) => boundValue(variable, ends) === undefined)
  return missing && `${missing.side}.${missing.name}`
}

function patternsOf(profile: Profile): readonly Pattern[] {
  switch (profile.how) {
    case 'role policy':
      return Object.values(profile.access).flatMap((allowed) => allowed.flatMap(({ resources }) => resources))
    case 'function permission':
      return Object.values(profile.access).map(({ sourceArn }) => sourceArn)
    default:
      return ['${Destination.Arn}', '${Source.Arn}']
  }
}

interface Variable {
  readonly text: string
  readonly side: 'Source' | 'Destination'
  readonly name: EndpointValue
}

function variablesOf(pattern: Pattern): readonly Variable[] {
  return [...pattern.matchAll(/\$\{(Source|Destination)\.(Arn|Name|ResourceId|Qualifier)\}/g)].map(
    ([text, side, name]) => ({ text, side: side as Variable['side'], name: name as EndpointValue }),
  )
}

function boundValue({ side, name }: Variable, ends: Ends): Value | undefined {
  return ends[side].values[name]
}
