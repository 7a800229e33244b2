import { entity } from '../../mapping/mapping.ts'
import { at, inside, record } from '../../mapping/source.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::DynamoDB::Table. */
export const table = entity('table', ['AWS::DynamoDB::Table'], {
  name: at('TableName'),
  billing: at('BillingMode', 'PROVISIONED'),
  stream: inside('StreamSpecification', { view: at('StreamViewType') }),
  encryption: record({ kms: at('SSESpecification/SSEEnabled', false), key: at('SSESpecification/KMSMasterKeyId') }),
  point_in_time_recovery: at('PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled', false),
  deletion_protection: at('DeletionProtectionEnabled', false),
  tags: tags('Tags'),
})

/** What is set for each replica is read from the first. Source: CloudFormation reference, AWS::DynamoDB::GlobalTable. */
export const globalTable = entity('table', ['AWS::DynamoDB::GlobalTable'], {
  name: at('TableName'),
  billing: at('BillingMode', 'PROVISIONED'),
  stream: inside('StreamSpecification', { view: at('StreamViewType') }),
  encryption: record({
    kms: at('SSESpecification/SSEEnabled', false),
    key: at('Replicas/0/SSESpecification/KMSMasterKeyId'),
  }),
  point_in_time_recovery: at('Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled', false),
  deletion_protection: at('Replicas/0/DeletionProtectionEnabled', false),
  tags: tags('Replicas/0/Tags'),
})
