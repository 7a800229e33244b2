import { valueAt } from '../edit.ts'
import { optional } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { addPermission } from '../wiring/permission.ts'

/** A skill of Alexa; any skill where no id is given. Source: AWS SAM developer guide, "AlexaSkill". */
export const alexaSkill: EventSource = {
  type: 'AlexaSkill',
  forFunction: {
    properties: { SkillId: optional('text') },
    expand: (event, expansion) => {
      const skill = valueAt(event.properties, 'SkillId')
      const principal = 'alexa-appkit.amazon.com'
      addPermission(event, skill ? { principal, eventSourceToken: skill } : { principal }, expansion)
      return undefined
    },
  },
}
