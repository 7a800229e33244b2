import { concatenated, statements } from '../../mapping/document.ts'
import { withIssuers } from '../../mapping/issuers.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import {
  attached,
  attachedList,
  boundary,
  inline,
  inlinePolicies,
  managedPolicies,
  managedStatements,
} from '../policies.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_iam_role. `inline_policy` and `managed_policy_arns` are deprecated there and still read. */
export const role = entity('role', ['aws_iam_role'], {
  name: at('name'),
  trust: withIssuers(statements(at('assume_role_policy'), 'inline')),
  statements: concatenated(inlinePolicies, managedStatements('managed_policy_arns')),
  managed_policies: managedPolicies('managed_policy_arns'),
  boundary,
  tags,
})

export const rolePolicy = part('role', ['aws_iam_role_policy'], link('role'), inline)

export const attachment = part('role', ['aws_iam_role_policy_attachment'], link('role'), attached)

export const attachments = part('role', ['aws_iam_policy_attachment'], link('roles'), attached)

/** Source: Terraform AWS provider, aws_iam_role_policy_attachments_exclusive. */
export const attachmentList = part(
  'role',
  ['aws_iam_role_policy_attachments_exclusive'],
  link('role_name'),
  attachedList,
)
