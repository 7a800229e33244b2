import { entity } from '../../mapping/mapping.ts'
import { at, isNull, plain, readShape, record, type Source } from '../../mapping/source.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_dynamodb_table. */
export const table = entity('table', ['aws_dynamodb_table'], {
  name: at('name'),
  billing: at('billing_mode', 'PROVISIONED'),
  stream: stream(),
  encryption: record({
    kms: at('server_side_encryption/0/enabled', false),
    key: link('server_side_encryption/0/kms_key_arn'),
  }),
  point_in_time_recovery: at('point_in_time_recovery/0/enabled', false),
  deletion_protection: at('deletion_protection_enabled', false),
  tags,
})

/** The stream is there where `stream_enabled` says so. */
function stream(): Source {
  return (scope) => {
    const enabled = at('stream_enabled')(scope)
    if (isNull(enabled) || (enabled.type === 'scalar' && enabled.value === false)) return plain(null, enabled.at)
    if (enabled.type !== 'scalar') return enabled
    return readShape({ view: at('stream_view_type') }, { ...scope, at: enabled.at })
  }
}
