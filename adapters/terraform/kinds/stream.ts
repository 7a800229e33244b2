import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, record } from '../../mapping/source.ts'
import { is } from '../../mapping/words.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_kinesis_stream. */
export const stream = entity('stream', ['aws_kinesis_stream'], {
  name: at('name'),
  service: always('kinesis'),
  mode: at('stream_mode_details/0/stream_mode', 'PROVISIONED'),
  retention_h: at('retention_period', 24),
  encryption: record({ enabled: is(at('encryption_type', 'NONE'), 'KMS'), key: link('kms_key_id') }),
  tags,
})

/** Source: Terraform AWS provider, aws_kinesis_firehose_delivery_stream. */
export const deliveryStream = entity('stream', ['aws_kinesis_firehose_delivery_stream'], {
  name: at('name'),
  service: always('firehose'),
  mode: always(null),
  retention_h: always(null),
  reads_from: firstOf(
    link('kinesis_source_configuration/0/kinesis_stream_arn'),
    link('msk_source_configuration/0/msk_cluster_arn'),
  ),
  encryption: record({
    enabled: at('server_side_encryption/0/enabled', false),
    key: link('server_side_encryption/0/key_arn'),
  }),
  tags,
})
