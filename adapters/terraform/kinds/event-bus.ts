import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_cloudwatch_event_bus. */
export const eventBus = entity('event_bus', ['aws_cloudwatch_event_bus'], {
  name: at('name'),
  encryption_key: link('kms_key_identifier'),
  dead_letter: link('dead_letter_config/0/arn'),
  tags,
})
