import { concatenated, statements } from '../../mapping/document.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { attachedByPolicy, boundary, inlinePolicies, managedPolicies, statementsOfManaged, tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::IAM::User. */
export const user = entity('iam_user', ['AWS::IAM::User'], {
  name: at('UserName'),
  statements: concatenated(inlinePolicies('Policies'), statementsOfManaged('ManagedPolicyArns')),
  managed_policies: managedPolicies('ManagedPolicyArns'),
  boundary: boundary('PermissionsBoundary'),
  tags: tags('Tags'),
})

export const policy = part('iam_user', ['AWS::IAM::Policy'], at('Users', []), {
  statements: statements(at('PolicyDocument'), 'attachment', at('PolicyName')),
})

export const userPolicy = part('iam_user', ['AWS::IAM::UserPolicy'], at('UserName'), {
  statements: statements(at('PolicyDocument'), 'inline', at('PolicyName')),
})

export const managedPolicy = part('iam_user', ['AWS::IAM::ManagedPolicy'], at('Users', []), attachedByPolicy)

export const accessKey = part('iam_user', ['AWS::IAM::AccessKey'], at('UserName'), {
  access_keys: single(record({ status: at('Status', 'Active') })),
})
