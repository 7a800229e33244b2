import { accountInArn, kind, linkedFrom, list, nullable, text, whoseByArn } from '../schema.ts'

export const layerKind = kind({
  name: 'layer',
  collection: 'layers',
  description: 'Code that is laid under the code of functions.',
  nameAttribute: 'name',
  arn: { service: 'lambda', prefix: 'layer:', ends: ':' },
  attributes: {
    name: nullable(text('Its name.', ['LambdaInsightsExtension'])),
    description: nullable(text('The description.')),
    account: accountInArn('The account of a layer outside of the stack; null for one of the account deployed to.'),
    whose: whoseByArn(
      'Whether the account of a layer outside of the stack is the one deployed to; null for one of the stack.',
    ),
    runtimes: list('The runtimes it is made for; empty where any.', text('A runtime.', ['nodejs22.x'])),
    architectures: list('The processors it is made for; empty where any.', text('An architecture.', ['arm64'])),
    license: nullable(text('The licence.')),
    functions: linkedFrom('The functions that use it.', 'function', 'layers/*'),
    policies: linkedFrom('Who else may use it.', 'resource_policy', 'resource'),
  },
})
