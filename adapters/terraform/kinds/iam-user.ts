import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { attached, attachedList, boundary, inline } from '../policies.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_iam_user. */
export const user = entity('iam_user', ['aws_iam_user'], {
  name: at('name'),
  boundary,
  tags,
})

export const userPolicy = part('iam_user', ['aws_iam_user_policy'], link('user'), inline)

export const attachment = part('iam_user', ['aws_iam_user_policy_attachment'], link('user'), attached)

export const attachments = part('iam_user', ['aws_iam_policy_attachment'], link('users'), attached)

/** Source: Terraform AWS provider, aws_iam_user_policy_attachments_exclusive. */
export const attachmentList = part(
  'iam_user',
  ['aws_iam_user_policy_attachments_exclusive'],
  link('user_name'),
  attachedList,
)

export const accessKey = part('iam_user', ['aws_iam_access_key'], link('user'), {
  access_keys: single(record({ status: at('status', 'Active') })),
})
