import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { nullWhere, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_cloudwatch_log_group. A retention of 0 is for ever. */
export const logGroup = entity('log_group', ['aws_cloudwatch_log_group'], {
  name: at('name'),
  retention_days: nullWhere(at('retention_in_days'), (days) => days === 0),
  key: at('kms_key_id'),
  tags,
})
