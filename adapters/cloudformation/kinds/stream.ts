import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, record } from '../../mapping/source.ts'
import { is, present } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::Kinesis::Stream. */
export const stream = entity('stream', ['AWS::Kinesis::Stream'], {
  name: at('Name'),
  service: always('kinesis'),
  mode: at('StreamModeDetails/StreamMode', 'PROVISIONED'),
  retention_h: at('RetentionPeriodHours', 24),
  encryption: record({ enabled: is(at('StreamEncryption/EncryptionType'), 'KMS'), key: at('StreamEncryption/KeyId') }),
  tags: tags('Tags'),
})

/** Source: CloudFormation reference, AWS::KinesisFirehose::DeliveryStream. */
export const deliveryStream = entity('stream', ['AWS::KinesisFirehose::DeliveryStream'], {
  name: at('DeliveryStreamName'),
  service: always('firehose'),
  mode: always(null),
  retention_h: always(null),
  reads_from: firstOf(
    at('KinesisStreamSourceConfiguration/KinesisStreamARN'),
    at('MSKSourceConfiguration/MSKClusterARN'),
  ),
  encryption: record({
    enabled: present(at('DeliveryStreamEncryptionConfigurationInput')),
    key: at('DeliveryStreamEncryptionConfigurationInput/KeyARN'),
  }),
  tags: tags('Tags'),
})
