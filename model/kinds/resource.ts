import Type from 'typebox'
import { kind, list, map, nullable, shape, text } from '../schema.ts'

export const resourceKind = kind({
  name: 'resource',
  collection: 'resources',
  description:
    'Any managed resource in its own format’s words. Where no loaded policy asks for all of them, the input has only those that hold a secret, without properties.',
  attributes: {
    type: text('Its type.', ['AWS::SNS::Topic', 'aws_sns_topic']),
    name: nullable(text('The name it was given.')),
    region: nullable(text('The region it is deployed to.')),
    tags: map('Tags.', text('A tag.')),
    secrets: list(
      'The literals in it that are secrets, in a function’s environment as well.',
      shape('A literal, by its place.', {
        name: text('Where it stands among the properties.', ['MasterUserPassword', 'Environment/Variables/TOKEN']),
        detector: text('What found it; `named_value` where only its name tells.', ['aws_access_key', 'named_value']),
      }),
    ),
    properties: Type.Unknown({ description: 'Its properties; what is not known is left out.' }),
  },
})
