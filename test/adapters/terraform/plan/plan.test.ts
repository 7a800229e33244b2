import { describe, expect, test } from 'vitest'
import { linkOf } from '../../../../adapters/terraform/words.ts'
import { nativeView } from '../../../../model/native.ts'
import { entryOf } from '../../../../model/value.ts'
import { problemsOf } from '../reading.ts'
import { change, configured, planOf, readPlanned, references, viewOf } from './planning.ts'

const applied = (path: string) => ({ $unknown: { why: `${path} is known after apply`, refs: [] } })
const reference = (name: string) => ({ $unknown: { why: 'it is known after deployment', refs: [name] } })

describe('what is planned', () => {
  test('is what the changes say afterwards, unknown where their shadow says so', async () => {
    const plan = planOf([
      change('aws_lambda_function.work', {
        after: { function_name: 'work', layers: ['one', null], environment: [{ variables: { STAGE: 'prod' } }] },
        unknown: { arn: true, layers: [false, true], environment: [{ variables: { QUEUE: true } }], vpc_config: [] },
      }),
    ])
    expect(viewOf(await readPlanned(plan))).toEqual({
      'aws_lambda_function.work': {
        function_name: 'work',
        layers: ['one', applied('layers[1]')],
        environment: [{ variables: { STAGE: 'prod', QUEUE: applied('environment[0].variables.QUEUE') } }],
        arn: applied('arn'),
      },
    })
  })

  test('has no more of what is deleted, forgotten or left over from a replacement', async () => {
    const plan = planOf([
      change('aws_sqs_queue.gone', { after: null, actions: ['delete'] }),
      change('aws_sqs_queue.forgotten', { after: null, actions: ['forget'] }),
      change('aws_sqs_queue.replaced', { after: { name: 'new' }, actions: ['delete', 'create'] }),
      change('aws_sqs_queue.replaced', { after: null, actions: ['delete'], about: { deposed: '00000000' } }),
      change('aws_sqs_queue.kept', { after: { name: 'kept' }, actions: ['no-op'] }),
      change('aws_sqs_queue.moved', { after: { name: 'm' }, about: { previous_address: 'aws_sqs_queue.before' } }),
    ])
    const { resources, status } = await readPlanned(plan)
    expect(resources.map(({ id }) => id)).toEqual([
      'aws_sqs_queue.replaced',
      'aws_sqs_queue.kept',
      'aws_sqs_queue.moved',
    ])
    expect(status).toBe('complete')
  })

  test('has the data sources that were read before, and what only the planned values have', async () => {
    const plan = {
      format_version: '0.1',
      planned_values: {
        root_module: {
          child_modules: [
            {
              address: 'module.jobs["a"]',
              resources: [
                {
                  address: 'module.jobs["a"].aws_sqs_queue.q[0]',
                  mode: 'managed',
                  type: 'aws_sqs_queue',
                  name: 'q',
                  index: 0,
                  values: { name: 'a' },
                },
              ],
            },
          ],
        },
      },
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: 'data.aws_region.here',
                mode: 'data',
                type: 'aws_region',
                name: 'here',
                values: { id: 'eu-west-1' },
              },
              { address: 'aws_sqs_queue.old', mode: 'managed', type: 'aws_sqs_queue', name: 'old', values: {} },
            ],
          },
        },
      },
    }
    expect(viewOf(await readPlanned(plan))).toEqual({
      'module.jobs["a"].aws_sqs_queue.q[0]': { name: 'a' },
      'data.aws_region.here': { id: 'eu-west-1' },
    })
  })

  test('has its places in the plan', async () => {
    const plan = `{
  "format_version": "1.2",
  "resource_changes": [
    {
      "address": "aws_sqs_queue.q", "mode": "managed", "type": "aws_sqs_queue", "name": "q",
      "change": {
        "actions": ["create"],
        "after": {
          "name": "q"
        }
      }
    }
  ]
}`
    const [queue] = (await readPlanned(JSON.parse('{}'), { 'plan.json': plan })).resources
    expect(queue?.at).toEqual({ file: 'plan.json', startLine: 5, startColumn: 18, endLine: 5, endColumn: 35 })
    expect(entryOf(queue?.properties, 'name')?.key).toMatchObject({ startLine: 9, startColumn: 11 })
  })
})

describe('an unknown value is what the configuration makes it from', () => {
  test('an attribute of another resource, also in lists and blocks', async () => {
    const plan = planOf(
      [
        change('aws_sqs_queue.jobs', { unknown: { arn: true, url: true } }),
        change('aws_sqs_queue.failed', { unknown: { arn: true } }),
        change('aws_lambda_function.work', {
          after: { dead_letter_config: [{}], layers: [null, 'arn:fixed', null] },
          unknown: { dead_letter_config: [{ target_arn: true }], layers: [true, false, true] },
        }),
      ],
      {
        configuration: {
          root_module: {
            resources: [
              configured('aws_lambda_function.work', {
                dead_letter_config: [{ target_arn: references('aws_sqs_queue.failed.arn', 'aws_sqs_queue.failed') }],
                layers: references(
                  'aws_sqs_queue.jobs.url',
                  'aws_sqs_queue.jobs',
                  'aws_sqs_queue.failed.arn',
                  'aws_sqs_queue.failed',
                ),
              }),
            ],
          },
        },
      },
    )
    expect(viewOf(await readPlanned(plan))['aws_lambda_function.work']).toEqual({
      dead_letter_config: [{ target_arn: reference('aws_sqs_queue.failed.arn') }],
      layers: [reference('aws_sqs_queue.jobs.url'), 'arn:fixed', reference('aws_sqs_queue.failed.arn')],
    })
  })

  test('through the variables and outputs of modules, instance by instance', async () => {
    const permission = (module: string) =>
      change(`module.${module}.aws_lambda_permission.it`, { unknown: { function_name: true, source_arn: true } })
    const plan = planOf(
      [
        change('aws_sns_topic.news["a"]', { unknown: { arn: true } }),
        change('aws_sns_topic.news["b"]', { unknown: { arn: true } }),
        change('module.fn["a"].aws_lambda_function.f', { unknown: { arn: true } }),
        change('module.fn["b"].aws_lambda_function.f', { unknown: { arn: true } }),
        permission('allow["a"]'),
        permission('allow["b"]'),
      ],
      {
        configuration: {
          root_module: {
            module_calls: {
              fn: {
                source: './fn',
                module: {
                  outputs: { arn: { expression: references('aws_lambda_function.f.arn', 'aws_lambda_function.f') } },
                  resources: [configured('aws_lambda_function.f', {})],
                },
              },
              allow: {
                source: './allow',
                expressions: {
                  topic: references('aws_sns_topic.news', 'each.key'),
                  named: references('module.fn["a"].arn', 'module.fn["a"]', 'module.fn'),
                },
                module: {
                  resources: [
                    configured('aws_lambda_permission.it', {
                      source_arn: references('var.topic.arn', 'var.topic'),
                      function_name: references('var.named'),
                    }),
                  ],
                  variables: { topic: {}, named: {} },
                },
              },
            },
          },
        },
      },
    )
    const view = viewOf(await readPlanned(plan))
    expect(['a', 'b'].map((key) => view[`module.allow["${key}"].aws_lambda_permission.it`])).toEqual([
      {
        function_name: reference('module.fn["a"].aws_lambda_function.f.arn'),
        source_arn: reference('aws_sns_topic.news["a"].arn'),
      },
      {
        function_name: reference('module.fn["a"].aws_lambda_function.f.arn'),
        source_arn: reference('aws_sns_topic.news["b"].arn'),
      },
    ])
  })

  test('not a local value, which a plan does not tell of: the sources would', async () => {
    const plan = planOf([change('aws_lambda_function.work', { unknown: { role: true } })], {
      configuration: {
        root_module: { resources: [configured('aws_lambda_function.work', { role: references('local.role') })] },
      },
    })
    const [work] = (await readPlanned(plan)).resources
    expect(entryOf(work?.properties, 'role')?.value).toMatchObject({
      type: 'unknown',
      cause: { why: 'role is known after apply, and a plan does not tell what local.role is', needs: ['--source DIR'] },
      refs: ['local.role'],
    })
  })

  test('a policy document of a data source that is read during apply', async () => {
    const plan = planOf(
      [
        change('aws_sqs_queue.jobs', { unknown: { arn: true } }),
        change('data.aws_iam_policy_document.send', {
          actions: ['read'],
          after: { statement: [{ actions: ['sqs:SendMessage'], effect: null, resources: [null] }] },
          unknown: { json: true, statement: [{ actions: [false], resources: [true] }] },
        }),
        change('aws_iam_role_policy.send', { unknown: { policy: true } }),
      ],
      {
        configuration: {
          root_module: {
            resources: [
              configured('data.aws_iam_policy_document.send', {
                statement: [
                  {
                    actions: { constant_value: ['sqs:SendMessage'] },
                    resources: references('aws_sqs_queue.jobs.arn', 'aws_sqs_queue.jobs'),
                  },
                ],
              }),
              configured('aws_iam_role_policy.send', {
                policy: references('data.aws_iam_policy_document.send.json', 'data.aws_iam_policy_document.send'),
              }),
            ],
          },
        },
      },
    )
    expect(viewOf(await readPlanned(plan))['aws_iam_role_policy.send']).toEqual({
      policy: {
        $partial: [
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"',
          reference('aws_sqs_queue.jobs.arn'),
          '"}]}',
        ],
      },
    })
  })

  test('a known value that repeats an attribute leads to that resource', async () => {
    const plan = planOf(
      [
        change('aws_iam_role.work', { after: { name: 'work' }, unknown: { arn: true } }),
        change('aws_iam_role_policy.log', { after: { role: 'work', name: 'work' } }),
      ],
      {
        configuration: {
          root_module: {
            resources: [
              configured('aws_iam_role_policy.log', {
                role: references('aws_iam_role.work.name', 'aws_iam_role.work'),
                name: { constant_value: 'work' },
              }),
            ],
          },
        },
      },
    )
    const policy = (await readPlanned(plan)).resources.find(({ id }) => id === 'aws_iam_role_policy.log')
    const link = (name: string) => {
      const value = entryOf(policy?.properties, name)?.value
      return value && linkOf(value)?.resource
    }
    expect([link('role'), link('name')]).toEqual(['aws_iam_role.work', undefined])
  })
})

describe('what the provider computes and nobody configured is not there, as in the sources', () => {
  test('unless there is no configuration to tell', async () => {
    const changes = [
      change('aws_lambda_function.work', { after: { function_name: 'work' }, unknown: { tracing_config: true } }),
    ]
    const configuration = { root_module: { resources: [configured('aws_lambda_function.work', {})] } }
    const tracing = async (plan: object) => {
      const { normalise, resources } = await readPlanned(plan)
      const work = normalise(resources).entities.find(({ kind }) => kind === 'function')
      const value = work?.attributes.entries.get('tracing')?.value
      return value && nativeView(value)
    }
    expect(await tracing(planOf(changes, { configuration }))).toEqual({ mode: 'PassThrough' })
    expect(await tracing(planOf(changes))).toEqual({ mode: applied('tracing_config') })
  })
})

describe('what is sensitive is withheld', () => {
  const plan = planOf(
    [
      change('aws_db_instance.shop', {
        after: { username: 'shop', password: 'not-a-real-one', tags: { note: 'x' } },
        unknown: { endpoint: true },
        sensitive: { password: true, tags: true },
      }),
      change('terraform_data.copy', { after: { output: 'psql://shop:not-a-real-one@db' } }),
      change('terraform_data.token', { after: { input: 'fake-token-value' }, sensitive: {} }),
    ],
    {
      variables: { token: { value: 'fake-token-value' } },
      configuration: { root_module: { variables: { token: { sensitive: true } } } },
      planned_values: { outputs: { password: { sensitive: true, value: 'not-a-real-one' } }, root_module: {} },
    },
  )
  const hidden = { $unknown: { why: 'its value is hidden', refs: [] } }

  test('where it is marked, where a provider gives it back, and in variables', async () => {
    const stack = await readPlanned(plan)
    expect(viewOf(stack)).toEqual({
      'aws_db_instance.shop': {
        username: 'shop',
        password: hidden,
        tags: { note: hidden },
        endpoint: applied('endpoint'),
      },
      'terraform_data.copy': { output: hidden },
      'terraform_data.token': { input: hidden },
    })
    expect([...stack.outputs].map(([name, value]) => [name, nativeView(value)])).toEqual([['password', hidden]])
  })
})

describe('a plan that is not read, or not in full', () => {
  test('of a later format', async () => {
    const stack = await readPlanned({ format_version: '2.0', resource_changes: [] })
    expect(stack.status).toBe('failed')
    expect(problemsOf(stack)).toEqual([
      'error NOT_EVALUATED plan.json:1:19 This plan has format "2.0"; formats 0.1 to 1.x are read. Write it with a version of Terraform or OpenTofu that gives one of them, or check the sources instead.',
    ])
  })

  test('of a run that failed', async () => {
    const stack = await readPlanned(planOf([change('aws_sqs_queue.q', {})], { errored: true }))
    expect(stack.status).toBe('partial')
    expect(problemsOf(stack)).toEqual([
      'error NOT_EVALUATED plan.json:1:327 This plan is of a run that failed: what Terraform did not reach is missing from it. Plan again, and check what comes of it.',
    ])
  })

  test('of targets alone: others may link to what is in it', async () => {
    const stack = await readPlanned(planOf([change('aws_sqs_queue.q', {})], { complete: false }))
    expect(stack).toMatchObject({ status: 'complete', scope: 'fragment', open: { needs: [] } })
  })

  test('that was cut off', async () => {
    const text = '{"format_version":"1.2","resource_changes":[{"address":"a.b","change":{"after":{"x":'
    const stack = await readPlanned({}, { 'plan.json': text })
    expect(problemsOf(stack)).toEqual([
      'error SYNTAX plan.json:1:85 This is not valid JSON: expected a value, found the end of the file.',
    ])
  })
})

test('a plan says where it is deployed to, unless that is given', async () => {
  const plan = planOf([], {
    variables: { region: { value: 'eu-west-1' } },
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: references('var.region') } } },
      root_module: {},
    },
    prior_state: {
      values: {
        root_module: {
          resources: [
            {
              address: 'data.aws_caller_identity.me',
              mode: 'data',
              type: 'aws_caller_identity',
              name: 'me',
              values: { account_id: '123456789012' },
            },
          ],
        },
      },
    },
  })
  expect((await readPlanned(plan)).deployedTo).toEqual({ account: '123456789012', region: 'eu-west-1' })
  const given = { account: '210987654321' }
  expect((await readPlanned(plan, {}, given)).deployedTo).toEqual({ account: '210987654321', region: 'eu-west-1' })
})
