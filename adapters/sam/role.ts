import type { Span } from '../../model/source.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { makeMap } from './build.ts'
import type { Expansion } from './expansion.ts'
import { sameValue } from './hash.ts'
import type { Attributes } from './serverless.ts'

/** A role that is made for a resource. */
export interface NewRole {
  readonly id: string
  /** The trust policy. */
  readonly trust: Value
  /** ARNs; of equal ones the first stays. */
  readonly managed: readonly Value[]
  /** `{PolicyName, PolicyDocument}`. */
  readonly inline: readonly Value[]
  readonly path?: Value | undefined
  readonly permissionsBoundary?: Value | undefined
  readonly tags?: Value | undefined
  readonly attributes: Attributes
  readonly at: Span
}

export function addRole(role: NewRole, expansion: Expansion): void {
  const managed: Value[] = []
  for (const arn of role.managed) if (!managed.some((other) => sameValue(other, arn))) managed.push(arn)
  const properties = makeMap(
    {
      AssumeRolePolicyDocument: role.trust,
      ManagedPolicyArns: managed,
      Policies: role.inline.length > 0 ? role.inline : undefined,
      Path: role.path,
      PermissionsBoundary: role.permissionsBoundary,
      Tags: role.tags,
    },
    role.at,
  )
  expansion.add({ id: role.id, type: 'AWS::IAM::Role', properties, attributes: role.attributes, at: role.at })
}

/** Lets a service take the role. */
export function trustOf(service: string, at: Span): MapValue {
  return makeMap(
    {
      Version: '2012-10-17',
      Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } }],
    },
    at,
  )
}
