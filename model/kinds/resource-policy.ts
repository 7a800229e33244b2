import { statement } from '../iam.ts'
import { kind, linkAny, list } from '../schema.ts'

export const resourcePolicyKind = kind({
  name: 'resource_policy',
  collection: 'resource_policies',
  description: 'Who may use a resource: the policy attached to it, with every permission that was added.',
  mergedBy: 'resource',
  about: 'resource',
  attributes: {
    resource: linkAny('What it is attached to.', [
      'function',
      'layer',
      'queue',
      'topic',
      'stream',
      'bucket',
      'table',
      'event_bus',
      'api',
      'secret',
      'ssm_parameter',
      'key',
      'file_system',
      'resource',
    ]),
    statements: list('Its statements.', statement),
  },
})
