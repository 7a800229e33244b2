import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { ownVersioning, versioningStatus } from '../buckets.ts'
import { link, tags } from '../words.ts'

const encryptionKey = 'rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id'

/** Source: Terraform AWS provider, aws_s3_bucket. What it says itself is deprecated there since version 4, and still read. */
export const bucket = entity('bucket', ['aws_s3_bucket'], {
  name: at('bucket'),
  versioning: ownVersioning,
  public_access_block: at('public_access_block'),
  encryption_key: at(`server_side_encryption_configuration/0/${encryptionKey}`),
  tags,
})

export const publicAccessBlock = part('bucket', ['aws_s3_bucket_public_access_block'], link('bucket'), {
  public_access_block: record({
    block_acls: at('block_public_acls', false),
    ignore_acls: at('ignore_public_acls', false),
    block_policy: at('block_public_policy', false),
    restrict_buckets: at('restrict_public_buckets', false),
  }),
})

export const versioning = part('bucket', ['aws_s3_bucket_versioning'], link('bucket'), { versioning: versioningStatus })

export const encryption = part('bucket', ['aws_s3_bucket_server_side_encryption_configuration'], link('bucket'), {
  encryption_key: at(encryptionKey),
})
