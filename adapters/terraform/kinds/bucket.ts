import { concatenated } from '../../mapping/document.ts'
import { entity, part, readThrough } from '../../mapping/mapping.ts'
import { always, at, firstOf, record } from '../../mapping/source.ts'
import {
  grantedAcl,
  notified,
  ownVersioning,
  refusedAccess,
  refusedByAccount,
  versioningStatus,
  whereWritten,
} from '../buckets.ts'
import { link, tags } from '../words.ts'

const encryptionKey = 'rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id'

/** Source: Terraform AWS provider, aws_s3_bucket. What it says itself is deprecated there since version 4, and still read. */
export const bucket = entity('bucket', ['aws_s3_bucket'], {
  name: at('bucket'),
  versioning: ownVersioning,
  public_access_block: at('public_access_block'),
  account_block: refusedByAccount,
  encryption_key: link(`server_side_encryption_configuration/0/${encryptionKey}`),
  acl: firstOf(at('acl'), grantedAcl('grant')),
  website: whereWritten('website/0'),
  logged: whereWritten('logging/0'),
  tags,
})

export const publicAccessBlock = part('bucket', ['aws_s3_bucket_public_access_block'], link('bucket'), {
  public_access_block: record(refusedAccess),
})

/** Read with each bucket. Source: Terraform AWS provider, aws_s3_account_public_access_block. */
export const accountBlock = readThrough(['aws_s3_account_public_access_block'])

export const versioning = part('bucket', ['aws_s3_bucket_versioning'], link('bucket'), { versioning: versioningStatus })

export const encryption = part('bucket', ['aws_s3_bucket_server_side_encryption_configuration'], link('bucket'), {
  encryption_key: link(encryptionKey),
})

export const acl = part('bucket', ['aws_s3_bucket_acl'], link('bucket'), {
  acl: firstOf(at('acl'), grantedAcl('access_control_policy/0/grant')),
})

export const website = part('bucket', ['aws_s3_bucket_website_configuration'], link('bucket'), {
  website: always(true),
})

export const logging = part('bucket', ['aws_s3_bucket_logging'], link('bucket'), { logged: always(true) })

export const notification = part('bucket', ['aws_s3_bucket_notification'], link('bucket'), {
  event_bridge: at('eventbridge'),
  notifications: concatenated(notified('queue', 'queue_arn'), notified('topic', 'topic_arn')),
})
