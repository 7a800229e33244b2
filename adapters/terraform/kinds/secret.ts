import { entity, part } from '../../mapping/mapping.ts'
import { always, at, isNull, record, type Source } from '../../mapping/source.ts'
import { functionAt } from '../invocation.ts'
import { generatedValue, writtenValue } from '../secrets.ts'
import { link, tags } from '../words.ts'

/** What rotates it, as the secret itself said until version 4 of the provider. */
const ownRotation: Source = (scope) => {
  const by = functionAt('rotation_lambda_arn')(scope)
  const rotation = record({ function: () => by, days: at('rotation_rules/0/automatically_after_days') })
  return isNull(by) ? by : rotation(scope)
}

/** Source: Terraform AWS provider, aws_secretsmanager_secret. */
export const secret = entity('secret', ['aws_secretsmanager_secret'], {
  name: at('name'),
  description: at('description'),
  value: always(null),
  encryption_key: link('kms_key_id'),
  rotation: ownRotation,
  tags,
})

export const version = part('secret', ['aws_secretsmanager_secret_version'], link('secret_id'), {
  value: writtenValue,
  generated: generatedValue,
})

/** Source: Terraform AWS provider, aws_secretsmanager_secret_rotation. */
export const rotation = part('secret', ['aws_secretsmanager_secret_rotation'], link('secret_id'), {
  rotation: record({
    function: functionAt('rotation_lambda_arn'),
    days: at('rotation_rules/0/automatically_after_days'),
    schedule: at('rotation_rules/0/schedule_expression'),
  }),
})
