import { entity } from '../../mapping/mapping.ts'
import { at, firstOf } from '../../mapping/source.ts'
import { lastOfPath } from '../../mapping/words.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_ssm_parameter. */
export const ssmParameter = entity('ssm_parameter', ['aws_ssm_parameter'], {
  name: at('name'),
  label: lastOfPath(at('name')),
  description: at('description'),
  type: at('type'),
  value: firstOf(at('value'), at('insecure_value')),
  encryption_key: link('key_id'),
  tags,
})
