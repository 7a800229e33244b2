import { alias, entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { present } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::SecretsManager::Secret. */
export const secret = entity('secret', ['AWS::SecretsManager::Secret'], {
  name: at('Name'),
  description: at('Description'),
  value: at('SecretString'),
  generated: present(at('GenerateSecretString')),
  encryption_key: at('KmsKeyId'),
  tags: tags('Tags'),
})

/** Source: CloudFormation reference, AWS::SecretsManager::RotationSchedule. */
export const rotation = part('secret', ['AWS::SecretsManager::RotationSchedule'], at('SecretId'), {
  rotation: record({
    function: at('RotationLambdaARN'),
    days: at('RotationRules/AutomaticallyAfterDays'),
    schedule: at('RotationRules/ScheduleExpression'),
  }),
})

/** The secret with what it is for: whoever names it means the secret. */
export const attachment = alias(['AWS::SecretsManager::SecretTargetAttachment'], at('SecretId'))
