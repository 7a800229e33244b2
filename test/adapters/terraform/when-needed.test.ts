import { expect, test } from 'vitest'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { createTerraformAdapter, installedGrammar } from '../../../adapters/terraform/adapter.ts'

const queue = (name: string) => `resource "aws_sqs_queue" "q" {\n  name = ${name}\n}\n`

test.each([
  ['what is plainly written', { 'main.tf': queue('"jobs"') }, false],
  ['values that are plainly written', { 'main.tf': queue('"jobs"'), 'a.auto.tfvars': 'x = 1\n' }, false],
  ['a file that does not parse', { 'main.tf': queue('"jobs"'), 'other.tf': 'a {' }, true],
  ['values that do not parse', { 'main.tf': queue('"jobs"'), 'a.auto.tfvars': 'x = [\n' }, true],
  ['a directive', { 'main.tf': queue('"%{ if true }jobs%{ endif }"') }, true],
  [
    'a file of an installed module that does not parse',
    {
      'main.tf': 'module "m" {\n  source = "example/queue/aws"\n}\n',
      '.terraform/modules/modules.json':
        '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"m","Source":"registry.terraform.io/example/queue/aws","Dir":".terraform/modules/m"}]}',
      '.terraform/modules/m/main.tf': 'a {',
    },
    true,
  ],
])('whether the parser is started for %s', async (_, files: Readonly<Record<string, string>>, isStarted) => {
  let started = 0
  const adapter = createTerraformAdapter({
    grammar: () => {
      started += 1
      return installedGrammar()
    },
  })
  const given = { parameters: new Map(), variables: new Map() }
  const all = memorySources(files)
  const sources = { ...all, files: all.files.filter(({ path }) => !path.startsWith('.terraform/')) }
  const stacks = await adapter.read(sources, given)
  expect({ stacks: stacks.length, isStarted: started > 0 }).toEqual({ stacks: 1, isStarted })
  await adapter.read(sources, given)
  expect(started).toBeLessThanOrEqual(1)
})
