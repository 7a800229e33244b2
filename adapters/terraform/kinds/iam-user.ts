import { statements } from '../../mapping/document.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at, firstOf, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { attachedPolicy, attachedStatements, boundary } from '../policies.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_iam_user. */
export const user = entity('iam_user', ['aws_iam_user'], {
  name: at('name'),
  boundary,
  tags,
})

export const userPolicy = part('iam_user', ['aws_iam_user_policy'], link('user'), {
  statements: statements(at('policy'), 'inline', firstOf(at('name'), at('name_prefix'))),
})

export const attachment = part('iam_user', ['aws_iam_user_policy_attachment'], link('user'), {
  statements: attachedStatements,
  managed_policies: attachedPolicy,
})

export const attachments = part('iam_user', ['aws_iam_policy_attachment'], link('users'), {
  statements: attachedStatements,
  managed_policies: attachedPolicy,
})

export const accessKey = part('iam_user', ['aws_iam_access_key'], link('user'), {
  access_keys: single(record({ status: at('status', 'Active') })),
})
