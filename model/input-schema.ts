import Type, { type TSchema } from 'typebox'
import { type AccessLevel, accessLevels } from './actions.ts'
import { kinds } from './kinds/index.ts'

/** What every entity in the input has beside the attributes of its kind. */
const common = {
  id: Type.String({ description: 'Its id: the logical id, the Terraform address, or what names it outside.' }),
  in: Type.String({ description: 'The collection it stands in.' }),
  kind: Type.String({ description: 'Its kind.' }),
  type: Type.String({ description: 'The native type of the resource it comes from.' }),
  external: Type.Boolean({ description: 'It is defined outside of what was given.' }),
  foreign: Type.Boolean({ description: 'It belongs to another given stack, and is judged there.' }),
  defaulted: Type.Array(Type.String(), { description: 'Paths that a default of the provider filled.' }),
}

const count = (description: string) => Type.Integer({ description, minimum: 0 })

const levels = (describe: (level: AccessLevel) => string) =>
  Type.Object(Object.fromEntries(accessLevels.map((level) => [level, count(describe(level))])))

/** What AWS's table of actions says of a pattern that a statement has. */
const actionFacts = Type.Object({
  count: count('How many actions the pattern covers; 0 where there is no such action.'),
  scopable: count('How many of them can be limited to resources.'),
  levels: levels((level) => `How many have the access level ${level}.`),
  scopable_levels: levels((level) => `How many of the access level ${level} can be limited to resources.`),
})

/** The JSON Schema of `input`, which policies are type-checked against: every collection, keyed by id. */
export function inputSchema(): TSchema {
  const collections = Object.values(kinds).map(
    (kind) =>
      [kind.collection, Type.Record(Type.String(), Type.Object({ ...common, ...kind.attributes.properties }))] as const,
  )
  return Type.Object({
    ...Object.fromEntries(collections),
    stack: Type.Object({
      id: Type.String(),
      format: Type.String(),
      region: Type.Union([Type.String(), Type.Null()]),
      account: Type.Union([Type.String(), Type.Null()]),
    }),
    actions: Type.Record(Type.String(), actionFacts),
    config: Type.Record(Type.String(), Type.Unknown()),
    now: Type.String(),
    selected: Type.Record(Type.String(), Type.Array(Type.String())),
  })
}
