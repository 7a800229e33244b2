import { describe, expect, test } from 'vitest'
import { linkOf } from '../../../../adapters/terraform/words.ts'
import { nativeView } from '../../../../model/native.ts'
import type { Stack } from '../../../../model/stack.ts'
import { entryOf } from '../../../../model/value.ts'
import { problemsOf } from '../reading.ts'
import { readFiles, viewOf } from './planning.ts'

const arn = 'arn:aws:sqs:eu-central-1:123456789012:jobs'
const hidden = { $unknown: { why: 'its value is hidden', refs: [] } }

const shown = {
  format_version: '1.0',
  terraform_version: '1.11.4',
  values: {
    outputs: { token: { sensitive: true, value: 'fake-token-value' }, url: { sensitive: false, value: 'https://x' } },
    root_module: {
      resources: [
        {
          address: 'aws_sqs_queue.jobs["a"]',
          mode: 'managed',
          type: 'aws_sqs_queue',
          name: 'jobs',
          index: 'a',
          values: { arn, name: 'jobs' },
          sensitive_values: {},
        },
        {
          address: 'aws_db_instance.shop',
          mode: 'managed',
          type: 'aws_db_instance',
          name: 'shop',
          values: { password: 'not-a-real-one', tags: { a: 'b' } },
          sensitive_values: { password: true, tags: {} },
        },
      ],
      child_modules: [
        {
          address: 'module.fn[0]',
          resources: [
            {
              address: 'module.fn[0].aws_lambda_event_source_mapping.jobs',
              mode: 'managed',
              type: 'aws_lambda_event_source_mapping',
              name: 'jobs',
              values: { event_source_arn: arn, function_name: 'work', enabled: true },
              sensitive_values: {},
              depends_on: ['aws_lambda_function.work', 'aws_sqs_queue.jobs'],
            },
          ],
        },
      ],
    },
  },
}

const raw = {
  version: 4,
  terraform_version: '1.11.4',
  serial: 7,
  lineage: '00000000-0000-0000-0000-000000000000',
  outputs: { token: { value: 'fake-token-value', type: 'string', sensitive: true }, url: { value: 'https://x' } },
  resources: [
    {
      mode: 'managed',
      type: 'aws_sqs_queue',
      name: 'jobs',
      provider: 'provider["registry.example/hashicorp/aws"]',
      instances: [
        { index_key: 'a', schema_version: 0, attributes: { arn, name: 'jobs' }, sensitive_attributes: [] },
        { index_key: 'a', deposed: '00000000', schema_version: 0, attributes: { arn: 'old' } },
      ],
    },
    {
      mode: 'managed',
      type: 'aws_db_instance',
      name: 'shop',
      provider: 'provider["registry.example/hashicorp/aws"]',
      instances: [
        {
          schema_version: 2,
          attributes: { password: 'not-a-real-one', tags: { a: 'b' } },
          sensitive_attributes: [[{ type: 'get_attr', value: 'password' }]],
        },
      ],
    },
    {
      module: 'module.fn[0]',
      mode: 'managed',
      type: 'aws_lambda_event_source_mapping',
      name: 'jobs',
      provider: 'provider["registry.example/hashicorp/aws"]',
      instances: [
        {
          schema_version: 0,
          attributes: { event_source_arn: arn, function_name: 'work', enabled: true },
          dependencies: ['aws_lambda_function.work', 'aws_sqs_queue.jobs'],
        },
      ],
    },
  ],
}

describe('a state', () => {
  test.each([
    ['as show -json prints it', 'state.json', shown],
    ['as its file holds it', 'terraform.tfstate', raw],
  ])('%s', async (_, path, state) => {
    const stack = await read(path, state)
    expect(stack).toMatchObject({ id: path, format: 'terraform-state', status: 'complete', files: [path] })
    expect(viewOf(stack)).toEqual({
      'aws_sqs_queue.jobs["a"]': { arn, name: 'jobs' },
      'aws_db_instance.shop': { password: hidden, tags: { a: 'b' } },
      'module.fn[0].aws_lambda_event_source_mapping.jobs': {
        event_source_arn: arn,
        function_name: 'work',
        enabled: true,
      },
    })
    expect([...stack.outputs].map(([name, value]) => [name, nativeView(value)])).toEqual([
      ['token', hidden],
      ['url', 'https://x'],
    ])
    const mapping = stack.resources.at(-1)
    const source = entryOf(mapping?.properties, 'event_source_arn')?.value
    expect(source && linkOf(source)).toMatchObject({ resource: 'aws_sqs_queue.jobs["a"]', attribute: 'arn' })
  })

  test('of an older version is not read', async () => {
    const stack = await read('terraform.tfstate', { ...raw, version: 3 })
    expect(stack.status).toBe('failed')
    expect(problemsOf(stack)).toEqual([
      'error NOT_EVALUATED terraform.tfstate:1:12 This state file has version 3; version 4 is read, which Terraform writes since 0.12. Let a current Terraform write it, or give what "terraform show -json" prints.',
    ])
  })

  test('leads by a name only to what an instance depends on', async () => {
    const instance = (attributes: object, dependencies: readonly string[] = []) => [{ attributes, dependencies }]
    const state = {
      ...raw,
      outputs: {},
      resources: [
        { mode: 'managed', type: 'aws_iam_role', name: 'work', instances: instance({ name: 'work' }) },
        { mode: 'managed', type: 'aws_sqs_queue', name: 'work', instances: instance({ name: 'work' }) },
        {
          mode: 'managed',
          type: 'aws_iam_role_policy',
          name: 'log',
          instances: instance({ role: 'work' }, ['aws_iam_role.work']),
        },
        { mode: 'managed', type: 'aws_iam_role_policy', name: 'other', instances: instance({ role: 'work' }) },
      ],
    }
    const { resources } = await read('terraform.tfstate', state)
    const links = resources.slice(2).map(({ properties }) => {
      const role = entryOf(properties, 'role')?.value
      return role && linkOf(role)?.resource
    })
    expect(links).toEqual(['aws_iam_role.work', undefined])
  })
})

test('a policy that a role is given by another resource is there once, though the provider reads it back with the role', async () => {
  const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
  const stack = await read('terraform.tfstate', {
    ...raw,
    resources: [
      {
        mode: 'managed',
        type: 'aws_iam_role',
        name: 'work',
        instances: [
          {
            attributes: {
              name: 'work',
              inline_policy: [
                { name: 'own', policy: document },
                { name: 'all', policy: document },
              ],
              managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
            },
          },
        ],
      },
      {
        mode: 'managed',
        type: 'aws_iam_role_policy',
        name: 'all',
        instances: [
          { attributes: { name: 'all', role: 'work', policy: document }, dependencies: ['aws_iam_role.work'] },
        ],
      },
      {
        mode: 'managed',
        type: 'aws_iam_role_policy_attachment',
        name: 'read',
        instances: [{ attributes: { role: 'work', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } }],
      },
    ],
  })
  const { entities, parts } = stack.normalise(stack.resources)
  const count = (attributes: (typeof entities)[number]['attributes'], name: string) => {
    const value = attributes.entries.get(name)?.value
    return value?.type === 'list' ? value.items.length : 0
  }
  const all = [...entities, ...parts].map(({ attributes }) => attributes)
  expect(all.reduce((sum, attributes) => sum + count(attributes, 'statements'), 0)).toBe(2)
  expect(all.reduce((sum, attributes) => sum + count(attributes, 'managed_policies'), 0)).toBe(1)
})

async function read(path: string, state: object): Promise<Stack> {
  const [stack] = await readFiles({ [path]: state })
  if (!stack) throw new Error(`${path} was not read as a state`)
  return stack
}
