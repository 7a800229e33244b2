import { entity } from '../../mapping/mapping.ts'
import { at, inside } from '../../mapping/source.ts'
import { is, tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::S3::Bucket. */
export const bucket = entity('bucket', ['AWS::S3::Bucket'], {
  name: at('BucketName'),
  versioning: is(at('VersioningConfiguration/Status'), 'Enabled'),
  public_access_block: inside('PublicAccessBlockConfiguration', {
    block_acls: at('BlockPublicAcls', false),
    ignore_acls: at('IgnorePublicAcls', false),
    block_policy: at('BlockPublicPolicy', false),
    restrict_buckets: at('RestrictPublicBuckets', false),
  }),
  encryption_key: at(
    'BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/KMSMasterKeyID',
  ),
  tags: tags('Tags'),
})
