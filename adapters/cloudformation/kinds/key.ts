import { alias, entity } from '../../mapping/mapping.ts'
import { always, at } from '../../mapping/source.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::KMS::Key. */
export const key = entity('key', ['AWS::KMS::Key'], {
  name: always(null),
  description: at('Description'),
  enabled: at('Enabled', true),
  rotated: at('EnableKeyRotation', false),
  spec: at('KeySpec', 'SYMMETRIC_DEFAULT'),
  usage: at('KeyUsage', 'ENCRYPT_DECRYPT'),
  deletion_days: at('PendingWindowInDays', 30),
  multi_region: at('MultiRegion', false),
  tags: tags('Tags'),
})

/** An alias is its key, for whatever links to it. */
export const keyAlias = alias(['AWS::KMS::Alias'], at('TargetKeyId'), at('AliasName'))
