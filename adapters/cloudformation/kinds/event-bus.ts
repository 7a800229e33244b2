import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::Events::EventBus. */
export const eventBus = entity('event_bus', ['AWS::Events::EventBus'], {
  name: at('Name'),
  encryption_key: at('KmsKeyIdentifier'),
  dead_letter: at('DeadLetterConfig/Arn'),
  tags: tags('Tags'),
})
