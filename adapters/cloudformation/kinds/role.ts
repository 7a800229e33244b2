import { concatenated, statements } from '../../mapping/document.ts'
import { withIssuers } from '../../mapping/issuers.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { attachedByPolicy, boundary, inlinePolicies, managedPolicies, statementsOfManaged, tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::IAM::Role. Managed policies of the same template are read with the role. */
export const role = entity('role', ['AWS::IAM::Role'], {
  name: at('RoleName'),
  trust: withIssuers(statements(at('AssumeRolePolicyDocument'), 'inline')),
  statements: concatenated(inlinePolicies('Policies'), statementsOfManaged('ManagedPolicyArns')),
  managed_policies: managedPolicies('ManagedPolicyArns'),
  boundary: boundary('PermissionsBoundary'),
  tags: tags('Tags'),
})

export const policy = part('role', ['AWS::IAM::Policy'], at('Roles', []), {
  statements: statements(at('PolicyDocument'), 'attachment', at('PolicyName')),
})

export const rolePolicy = part('role', ['AWS::IAM::RolePolicy'], at('RoleName'), {
  statements: statements(at('PolicyDocument'), 'inline', at('PolicyName')),
})

/** A managed policy that names the roles it is attached to. */
export const managedPolicy = part('role', ['AWS::IAM::ManagedPolicy'], at('Roles', []), attachedByPolicy)
