import { concatenated } from '../../mapping/document.ts'
import { entity } from '../../mapping/mapping.ts'
import { at, inside } from '../../mapping/source.ts'
import { is, ofEach, present, translate } from '../../mapping/words.ts'
import { tags } from '../words.ts'

const acls = { Private: 'private', PublicRead: 'public-read', PublicReadWrite: 'public-read-write' }

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
  acl: translate(at('AccessControl'), { ...acls, AuthenticatedRead: 'authenticated-read' }),
  website: present(at('WebsiteConfiguration')),
  logged: present(at('LoggingConfiguration')),
  event_bridge: present(at('NotificationConfiguration/EventBridgeConfiguration')),
  notifications: concatenated(
    ofEach('NotificationConfiguration/QueueConfigurations', 'Queue'),
    ofEach('NotificationConfiguration/TopicConfigurations', 'Topic'),
  ),
  tags: tags('Tags'),
})
