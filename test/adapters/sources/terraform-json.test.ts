import { expect, test } from 'vitest'
import { documentOf, isTerraformFile } from '../../../adapters/sources/terraform-json.ts'
import { decode } from '../../../adapters/sources/text.ts'

test.each([
  ['a plan', '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{}}', 'terraform-plan'],
  [
    'a plan with its keys sorted',
    '{\n  "configuration": {},\n  "format_version": "0.1",\n  "resource_changes": []\n}',
    'terraform-plan',
  ],
  ['a state', '{"format_version":"1.0","terraform_version":"1.11.4","values":{}}', 'terraform-state'],
  [
    'a state file',
    '{\n  "version": 4,\n  "terraform_version": "1.5.0",\n  "serial": 3,\n  "lineage": "x"\n}',
    'terraform-state',
  ],
  ['a template', '{"Resources":{"A":{"Type":"AWS::SQS::Queue"}}}', undefined],
  ['the schemas of providers', '{"format_version":"1.0","provider_schemas":{}}', undefined],
  ['a package', '{"name":"x","version":"4.0.0"}', undefined],
  ['a list', '["format_version", "1.2", "planned_values", 1]', undefined],
])('%s is told by what it holds', (_, text, format) => {
  expect(documentOf({ path: 'any.json', text })).toBe(format)
  expect(isTerraformFile({ path: 'any.json', text })).toBe(format !== undefined)
})

test('only JSON is looked at, by its name', () => {
  const text = '{"format_version":"1.2","planned_values":{}}'
  expect(['plan.json', 'x.tfstate', 'plan.yaml', 'plan.txt'].map((path) => documentOf({ path, text }))).toEqual([
    'terraform-plan',
    'terraform-plan',
    undefined,
    undefined,
  ])
})

test('a file is asked in linear time', () => {
  const text = `{${'"format_version" '.repeat(200_000)}`
  const started = performance.now()
  expect(documentOf({ path: 'a.json', text })).toBe(undefined)
  expect(performance.now() - started).toBeLessThan(500)
})

test('a plan as plan -out writes it is no text: what would be is said', () => {
  expect(decode(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8, 0]))).toEqual({
    problem: 'is an archive, not text; of a Terraform plan, give what "terraform show -json" prints of it',
  })
})
