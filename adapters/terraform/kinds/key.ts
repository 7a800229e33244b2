import { alias, entity } from '../../mapping/mapping.ts'
import { at, plain, type Source } from '../../mapping/source.ts'
import { link, tags } from '../words.ts'

/** How a data source asks for it; a key of the stack has no name of its own. */
const lookedUpAs: Source = (scope) => (scope.resource.mode === 'data' ? at('key_id')(scope) : plain(null, scope.at))

/** Defaults: Terraform AWS provider, aws_kms_key. */
export const key = entity('key', ['aws_kms_key'], {
  name: lookedUpAs,
  description: at('description'),
  enabled: at('is_enabled', true),
  rotated: at('enable_key_rotation', false),
  spec: at('customer_master_key_spec', 'SYMMETRIC_DEFAULT'),
  usage: at('key_usage', 'ENCRYPT_DECRYPT'),
  deletion_days: at('deletion_window_in_days', 30),
  multi_region: at('multi_region', false),
  tags,
})

/** An alias is its key, for whatever links to it. */
export const keyAlias = alias(['aws_kms_alias'], link('target_key_id'), at('name'))
