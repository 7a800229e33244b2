import { expect, test } from 'vitest'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { withSamConfigs } from '../../../cli/parameters/beside.ts'
import type { Given } from '../../../model/stack.ts'

const template = 'Resources: {Q: {Type: AWS::SQS::Queue}}'
const sources = memorySources({
  'shop/template.yaml': template,
  'shop/samconfig.toml':
    'version = 0.1\n[prod.deploy.parameters]\nregion = "eu-central-1"\nparameter_overrides = "Stage=prod Size=3"\n',
  'mail/template.yaml': template,
  'mail/samconfig.yaml': 'version: 0.1\nprod: {deploy: {parameters: {parameter_overrides: [Stage=live]}}}\n',
  'infra/main.tf': '',
})
const given = (parameters: Record<string, string>): Given => ({
  parameters: new Map(Object.entries(parameters)),
  variables: new Map(),
})

test('each template has the values of the configuration beside it; what is given comes before them', async () => {
  const beside = await withSamConfigs(given({ Size: '9' }), sources, 'prod')
  expect([beside.found, [...beside.given.parameters], [...(beside.given.regions ?? [])]]).toEqual([
    true,
    [
      ['Size', '9'],
      ['mail/template.yaml:Stage', 'live'],
      ['shop/template.yaml:Stage', 'prod'],
    ],
    [['shop/template.yaml', 'eu-central-1']],
  ])
})

test('an environment that none of them has changes nothing', async () => {
  const nothing = given({ Size: '9' })
  expect(await withSamConfigs(nothing, sources, 'stage')).toEqual({ found: false, given: nothing })
})
