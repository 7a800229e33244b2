import type { Entity } from '../model/entity.ts'
import type { Span } from '../model/source.ts'
import type { Cause, MapValue, Value } from '../model/value.ts'
import { normalise } from './cloudformation/normalise.ts'

/** A role that is defined elsewhere, as settings describe it. What is left out is not known. */
export interface DescribedRole {
  readonly name?: string | undefined
  /** Its trust policy. */
  readonly trust?: unknown
  /** Its policies by name. With these or managed policies all that limits its permissions is said. */
  readonly policies?: Readonly<Record<string, unknown>> | undefined
  readonly managedPolicies?: readonly string[] | undefined
  /** The ARN of its permissions boundary. */
  readonly boundary?: unknown
}

/** The entity of a role that is named `symbol` where it is used; everything in it stands at the one place. */
export function describedRole(symbol: string, role: DescribedRole, at: Span): Entity {
  const { name, trust, policies, managedPolicies, boundary } = role
  const isPermitted = policies !== undefined || managedPolicies !== undefined
  const nothingSaid = (what: string): Value => ({ type: 'unknown', cause: unsaid(what, symbol, at), at })
  const given = (value: unknown, what: string): Value =>
    value === undefined ? nothingSaid(what) : asValue(value as Plain, at)
  const documents = Object.entries(policies ?? {}).map(([PolicyName, PolicyDocument]) => ({
    PolicyName,
    PolicyDocument,
  }))
  const properties = mapOf(
    {
      RoleName: given(name, 'name'),
      AssumeRolePolicyDocument: given(trust, 'trust'),
      Policies: isPermitted ? asValue(documents as Plain, at) : nothingSaid('policies'),
      ManagedPolicyArns: isPermitted ? asValue((managedPolicies ?? []) as Plain, at) : nothingSaid('managedPolicies'),
      PermissionsBoundary: given(boundary ?? (isPermitted ? null : undefined), 'boundary'),
    },
    at,
  )
  const id = `external:${symbol}`
  const resource = { id, type: 'AWS::IAM::Role', mode: 'managed', properties, exists: { op: 'true' }, at } as const
  const [entity] = normalise([], [resource]).entities
  if (!entity) throw new Error('a role makes an entity')
  return entity
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

function unsaid(what: string, symbol: string, at: Span): Cause {
  return { why: `roles.${symbol} does not say its ${what}`, needs: [`${what} of roles.${symbol}`], at }
}

function asValue(plain: Plain, at: Span): Value {
  if (Array.isArray(plain)) return { type: 'list', items: plain.map((item) => asValue(item, at)), at }
  if (plain !== null && typeof plain === 'object')
    return mapOf(Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, asValue(value, at)])), at)
  return { type: 'scalar', value: plain as string | number | boolean | null, at }
}

function mapOf(values: Readonly<Record<string, Value>>, at: Span): MapValue {
  return { type: 'map', entries: new Map(Object.entries(values).map(([key, value]) => [key, { key: at, value }])), at }
}
