import { boundary, managedPolicy, statement } from '../iam.ts'
import { kind, linkedFrom, list, map, nullable, text } from '../schema.ts'

export const roleKind = kind({
  name: 'role',
  collection: 'roles',
  description: 'An identity with permissions that functions and services take on.',
  nameAttribute: 'name',
  arn: { service: 'iam', prefix: 'role/' },
  managedPolicies: { from: 'managed_policies', into: 'statements', boundary: 'boundary' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    trust: list('Who may take it on.', statement),
    statements: list('What it permits: every statement of its inline, managed and attached policies.', statement),
    managed_policies: list('Managed policies that are attached.', managedPolicy),
    boundary: nullable(boundary),
    tags: map('Tags.', text('A tag.')),
    functions: linkedFrom('The functions that run with it.', 'function', 'role'),
    state_machines: linkedFrom('The state machines that run with it.', 'state_machine', 'role'),
  },
})
