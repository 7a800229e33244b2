import Type from 'typebox'
import { kind, map, nullable, text } from '../schema.ts'

export const resourceKind = kind({
  name: 'resource',
  collection: 'resources',
  description: 'Any managed resource in its own format’s words. In the input only where a loaded policy asks for it.',
  attributes: {
    type: text('Its type.', ['AWS::SNS::Topic', 'aws_sns_topic']),
    name: nullable(text('The name it was given.')),
    region: nullable(text('The region it is deployed to.')),
    tags: map('Tags.', text('A tag.')),
    properties: Type.Unknown({ description: 'Its properties; what is not known is left out.' }),
  },
})
