import { expect, test } from 'vitest'
import { candidateOf } from '../../../adapters/sources/discover.ts'
import { problemsOf, readOne } from './reading.ts'

const queue = (name: string) => `resource "aws_sqs_queue" "${name}" {}\n`

test('OpenTofu files are configuration, and stand for the Terraform file of the same name', async () => {
  const stack = await readOne({
    '.terraform.lock.hcl': 'provider "registry.opentofu.org/hashicorp/aws" {\n  version = "5.0.0"\n}\n',
    'main.tf': queue('main'),
    'more.tf': queue('replaced'),
    'more.tofu': queue('more'),
    'rest.tf.json': '{"resource": {"aws_sqs_queue": {"replaced_too": {}}}}',
    'rest.tofu.json': '{"resource": {"aws_sqs_queue": {"rest": {}}}}',
    'override.tofu': 'resource "aws_sqs_queue" "main" {\n  name = "overridden"\n}\n',
  })
  expect(problemsOf(stack)).toEqual([])
  expect(stack.resources.map(({ id }) => id)).toEqual([
    'aws_sqs_queue.main',
    'aws_sqs_queue.more',
    'aws_sqs_queue.rest',
  ])
  expect([...(stack.resources[0]?.properties.entries.keys() ?? [])]).toEqual(['name'])
  expect(stack.files).toEqual(['main.tf', 'more.tofu', 'override.tofu', 'rest.tofu.json'])
})

test('a folder of OpenTofu files alone is a root', async () => {
  expect((await readOne({ 'main.tofu': queue('only') })).resources.map(({ id }) => id)).toEqual(['aws_sqs_queue.only'])
})

test('a search of folders takes OpenTofu files up', () => {
  expect(['main.tofu', 'main.tofu.json'].map(candidateOf)).toEqual(['terraform', 'terraform'])
})

test('Terraform passes them over, and that is said', async () => {
  const stack = await readOne({ 'main.tf': queue('main'), 'more.tofu': queue('more') })
  expect(stack.resources.map(({ id }) => id)).toEqual(['aws_sqs_queue.main'])
  expect(stack.diagnostics.map(({ code, severity, location }) => [code, severity, location?.file])).toEqual([
    ['NOT_EVALUATED', 'warning', 'more.tofu'],
  ])
})
