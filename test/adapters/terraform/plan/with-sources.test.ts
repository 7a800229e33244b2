import { describe, expect, test } from 'vitest'
import type { Stack } from '../../../../model/stack.ts'
import { entryOf } from '../../../../model/value.ts'
import { problemsOf } from '../reading.ts'
import { change, planOf, readFiles, readPlanned, viewOf } from './planning.ts'

const reference = (name: string) => ({ $unknown: { why: 'it is known after deployment', refs: [name] } })

const sources = {
  'main.tf': `variable "stage" {
  default = "dev"
}

locals {
  name = "shop-\${var.stage}"
}

resource "aws_sqs_queue" "jobs" {
  name          = local.name
  delay_seconds = 5
}

resource "aws_lambda_function" "work" {
  function_name = local.name
  environment {
    variables = {
      STAGE  = var.stage
      TARGET = "queue:\${aws_sqs_queue.jobs.arn}/*"
    }
  }
}
`,
}

const planned = planOf(
  [
    change('aws_lambda_function.work', {
      after: { environment: [{ variables: { STAGE: 'prod' } }], function_name: 'shop-prod', timeout: 3 },
      unknown: { arn: true, environment: [{ variables: { TARGET: true } }] },
    }),
    change('aws_sqs_queue.jobs', { after: { delay_seconds: 5, name: 'shop-prod' }, unknown: { arn: true } }),
  ],
  { variables: { stage: { value: 'prod' } } },
)

describe('a plan with the sources behind it', () => {
  test('has the values of the plan, where it knows them, and of the sources where it is blind', async () => {
    const stack = await readPlanned(planned, sources)
    expect(stack).toMatchObject({ id: 'plan.json', format: 'terraform-plan', status: 'complete', diagnostics: [] })
    expect(stack.files).toEqual(['main.tf', 'plan.json'])
    expect(viewOf(stack)).toEqual({
      'aws_lambda_function.work': {
        environment: [
          { variables: { STAGE: 'prod', TARGET: { $partial: ['queue:', reference('aws_sqs_queue.jobs.arn'), '/*'] } } },
        ],
        function_name: 'shop-prod',
        timeout: 3,
        arn: { $unknown: { why: 'arn is known after apply', refs: [] } },
      },
      'aws_sqs_queue.jobs': {
        delay_seconds: 5,
        name: 'shop-prod',
        arn: { $unknown: { why: 'arn is known after apply', refs: [] } },
      },
    })
  })

  test('has the places of the sources: of what is not written there, the block in which it would be', async () => {
    const stack = await readPlanned(planned, sources)
    const work = stack.resources.find(({ type }) => type === 'aws_lambda_function')
    const place = (...path: readonly string[]) => {
      const entry = path.reduce<ReturnType<typeof entryOf>>((found, key) => {
        const value = found?.value
        const inner = value?.type === 'list' ? value.items[0] : value
        return entryOf(inner, key)
      }, work && { key: work.at, value: work.properties })
      return entry && `${entry.key.file}:${entry.key.startLine}:${entry.key.startColumn}`
    }
    expect(work?.at).toMatchObject({ file: 'main.tf', startLine: 14, startColumn: 1 })
    expect([
      place('function_name'),
      place('environment', 'variables', 'STAGE'),
      place('environment', 'variables', 'TARGET'),
      place('timeout'),
    ]).toEqual(['main.tf:15:3', 'main.tf:18:7', 'main.tf:19:7', 'main.tf:14:1'])
  })

  test('is judged as planned where they disagree, which is said at the place in the sources', async () => {
    const plan = planOf([
      change('aws_sqs_queue.jobs', { after: { name: 'other', delay_seconds: '5', fifo_queue: false } }),
      change('aws_sqs_queue.new', { after: { name: 'new' } }),
    ])
    const stack = await readPlanned(plan, {
      'main.tf':
        'resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n  delay_seconds = 5\n}\nresource "aws_sqs_queue" "left" {}\n',
    })
    expect(viewOf(stack)['aws_sqs_queue.jobs']).toMatchObject({ name: 'other' })
    expect(stack.status).toBe('complete')
    expect(problemsOf(stack)).toEqual([
      'warning PLAN_DIFFERS main.tf:2:10 name of aws_sqs_queue.jobs is "other" in the plan and "jobs" here. The plan is what is judged. Plan again if it is older than the sources.',
      'warning PLAN_DIFFERS plan.json:1:396 aws_sqs_queue.new is in the plan, but not in its sources. It is judged as it is there.',
      'warning PLAN_DIFFERS main.tf:5:1 aws_sqs_queue.left is in the sources, but not in the plan, so it is not judged. Plan again if it is older than the sources.',
    ])
  })

  test('of a destroy says nothing of what it deletes: it is in the plan', async () => {
    const plan = planOf([
      change('aws_sqs_queue.jobs', { actions: ['delete'], after: null }),
      change('aws_lambda_function.work', { actions: ['delete'], after: null }),
    ])
    const stack = await readPlanned(plan, sources)
    expect({ resources: stack.resources, said: problemsOf(stack) }).toEqual({ resources: [], said: [] })
  })

  test('that could not be read says nothing of the sources: nothing was judged', async () => {
    const given = { source: 'infra', input: 'terraform-plan' } as const
    const files = { 'infra/main.tf': sources['main.tf'] }
    const newer = await readPlanned({ ...planned, format_version: '2.0' }, files, given)
    expect(problemsOf(newer)).toEqual([
      expect.stringMatching(/^error NOT_EVALUATED plan\.json:1:\d+ This plan has format "2\.0"/),
    ])
    const cut = JSON.stringify(planned).slice(0, -20)
    const broken = await readFiles({ 'plan.json': cut, ...files }, given)
    expect(broken.flatMap(problemsOf)).toEqual([expect.stringMatching(/^error SYNTAX plan\.json/)])
  })

  test('is judged alone where the folder that is named is not there, which is said with the near one', async () => {
    const stack = await readPlanned(
      planned,
      { 'live/infra/main.tf': sources['main.tf'] },
      { source: 'live/infro', input: 'terraform-plan' },
    )
    expect(stack.status).toBe('partial')
    expect(stack.diagnostics.map(({ message }) => message)).toEqual([
      'There is no folder live/infro, or it lies outside the checked root, so the plan was judged alone. Did you mean live/infra? --source names the folder it was made from; --source none judges it alone.',
    ])
  })

  test('tells no sensitive value where they disagree', async () => {
    const plan = planOf([
      change('aws_db_instance.shop', { after: { password: 'not-a-real-one' }, sensitive: { password: true } }),
    ])
    const stack = await readPlanned(plan, {
      'main.tf': 'resource "aws_db_instance" "shop" {\n  password = "fake-too"\n}\n',
    })
    expect(problemsOf(stack)).toEqual([
      'warning PLAN_DIFFERS main.tf:2:14 password of aws_db_instance.shop is another value in the plan than here. The plan is what is judged. Plan again if it is older than the sources.',
    ])
    expect(JSON.stringify(viewOf(stack))).not.toMatch(/not-a-real-one|fake-too/)
  })

  test('tells none that only looks like a secret either', async () => {
    const plan = planOf([change('aws_db_instance.shop', { after: { password: 'Tr0ub4dor-and-3' } })])
    const stack = await readPlanned(plan, {
      'main.tf': 'resource "aws_db_instance" "shop" {\n  password = "correct-h0rse-battery"\n}\n',
    })
    expect(problemsOf(stack).join()).toMatch(/password of aws_db_instance\.shop is another value/)
  })

  test('finds the elements of a set, which the plan has in another order', async () => {
    const rule = (port: number) => ({ from_port: port, to_port: port, protocol: 'tcp' })
    const plan = planOf([
      change('aws_security_group.web', { after: { ingress: [rule(443), rule(80)] }, unknown: { arn: true } }),
    ])
    const block = (port: number) =>
      `  ingress {\n    from_port = ${port}\n    to_port = ${port}\n    protocol = "tcp"\n  }\n`
    const stack = await readPlanned(plan, {
      'main.tf': `resource "aws_security_group" "web" {\n${block(80)}${block(443)}}\n`,
    })
    const ingress = entryOf(stack.resources[0]?.properties, 'ingress')?.value
    const lines = ingress?.type === 'list' ? ingress.items.map(({ at }) => at.startLine) : []
    expect(lines).toEqual([7, 2])
    expect(stack.diagnostics).toEqual([])
  })

  test('has the instances of the plan where the sources cannot tell how many there are', async () => {
    const plan = planOf([
      change('aws_sqs_queue.jobs["a"]', { after: { name: 'jobs-a' }, unknown: { arn: true } }),
      change('aws_sqs_queue.jobs["b"]', { after: { name: 'jobs-b' }, unknown: { arn: true } }),
      change('aws_lambda_event_source_mapping.jobs["a"]', { unknown: { event_source_arn: true } }),
    ])
    const stack = await readPlanned(plan, {
      'main.tf': `data "aws_ssm_parameter" "names" {
  name = "names"
}

resource "aws_sqs_queue" "jobs" {
  for_each = toset(split(",", data.aws_ssm_parameter.names.value))
  name     = "jobs-\${each.key}"
}

resource "aws_lambda_event_source_mapping" "jobs" {
  for_each         = toset(split(",", data.aws_ssm_parameter.names.value))
  event_source_arn = aws_sqs_queue.jobs[each.key].arn
}
`,
    })
    expect(stack.diagnostics).toEqual([])
    expect(stack.resources.map(({ id, at, many }) => [id, at.startLine, many])).toEqual([
      ['aws_sqs_queue.jobs["a"]', 5, undefined],
      ['aws_sqs_queue.jobs["b"]', 5, undefined],
      ['aws_lambda_event_source_mapping.jobs["a"]', 10, undefined],
    ])
    expect(viewOf(stack)['aws_lambda_event_source_mapping.jobs["a"]']).toEqual({
      event_source_arn: reference('aws_sqs_queue.jobs["a"].arn'),
    })
  })

  test('knows what is in a module whose content is not at hand, at its call', async () => {
    const plan = planOf([change('module.queue.aws_sqs_queue.this[0]', { after: { name: 'jobs' } })])
    const stack = await readPlanned(plan, {
      'main.tf': 'module "queue" {\n  source  = "terraform-aws-modules/sqs/aws"\n  version = "4.0.0"\n}\n',
    })
    expect(stack).toMatchObject({ status: 'complete', opaque: [], diagnostics: [] })
    expect(viewOf(stack)).toEqual({ 'module.queue.aws_sqs_queue.this[0]': { name: 'jobs' } })
    expect(stack.resources[0]?.at).toMatchObject({ file: 'main.tf', startLine: 1, startColumn: 1 })
  })

  test('takes what a data source answered from the plan', async () => {
    const region = change('data.aws_region.here', { after: { name: 'eu-west-1', id: 'eu-west-1' }, actions: ['no-op'] })
    const plan = planOf([
      region,
      change('aws_sqs_queue.jobs', { unknown: { arn: true } }),
      change('aws_sns_topic.news', { unknown: { policy: true } }),
    ])
    const stack = await readPlanned(plan, {
      'main.tf': `data "aws_region" "here" {}
data "aws_vpc" "main" {}
resource "aws_sqs_queue" "jobs" {}
resource "aws_sns_topic" "news" {
  policy = "\${data.aws_region.here.name} \${aws_sqs_queue.jobs.arn}"
}
`,
    })
    expect(viewOf(stack)['aws_sns_topic.news']).toEqual({
      policy: { $partial: ['eu-west-1 ', reference('aws_sqs_queue.jobs.arn')] },
    })
  })
})

test('a state that is named has the places of the sources too, and says where they differ', async () => {
  const state = {
    version: 4,
    serial: 1,
    lineage: 'x',
    resources: [
      {
        mode: 'managed',
        type: 'aws_sqs_queue',
        name: 'jobs',
        instances: [{ attributes: { name: 'jobs', delay_seconds: 0, arn: 'arn:aws:sqs:eu-west-1:123456789012:jobs' } }],
      },
    ],
  }
  const [stack] = await readFiles(
    {
      'terraform.tfstate': state,
      'main.tf': 'resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n  delay_seconds = 5\n}\n',
    },
    { input: 'terraform-state' },
  )
  expect(stack).toMatchObject({ id: 'terraform.tfstate', format: 'terraform-state', status: 'complete' })
  expect(stack && viewOf(stack)).toMatchObject({ 'aws_sqs_queue.jobs': { name: 'jobs', delay_seconds: 0 } })
  expect(stack && problemsOf(stack)).toEqual([
    'warning PLAN_DIFFERS main.tf:3:19 delay_seconds of aws_sqs_queue.jobs is 0 in the state and 5 here. The state is what is judged.',
  ])
})

describe('which sources a plan has', () => {
  const plan = planOf([change('aws_sqs_queue.jobs', { after: { name: 'jobs' } })])
  const queue = 'resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}\n'
  const files = (stacks: readonly Stack[]) => stacks.map((stack) => [stack.id, stack.format, stack.files])

  test('those beside it or above it: its root is then no stack of its own', async () => {
    expect(files(await readFiles({ 'infra/plan.json': plan, 'infra/main.tf': queue }))).toEqual([
      ['infra/plan.json', 'terraform-plan', ['infra/main.tf', 'infra/plan.json']],
    ])
    expect(files(await readFiles({ 'infra/out/plan.json': plan, 'infra/main.tf': queue }))).toEqual([
      ['infra/out/plan.json', 'terraform-plan', ['infra/main.tf', 'infra/out/plan.json']],
    ])
  })

  test('none that declare nothing of it', async () => {
    expect(files(await readFiles({ 'infra/plan.json': plan, 'main.tf': 'resource "aws_sns_topic" "x" {}\n' }))).toEqual(
      [
        ['infra/plan.json', 'terraform-plan', ['infra/plan.json']],
        ['.', 'terraform', ['main.tf']],
      ],
    )
  })

  test('those in the folder that is given, or none', async () => {
    const given = { 'plan.json': plan, 'infra/main.tf': queue }
    expect(files(await readFiles(given, { source: 'infra' }))).toEqual([
      ['plan.json', 'terraform-plan', ['infra/main.tf', 'plan.json']],
    ])
    expect(files(await readFiles({ 'plan.json': plan, 'main.tf': queue }, { source: 'none' }))).toEqual([
      ['plan.json', 'terraform-plan', ['plan.json']],
    ])
    const [stack] = await readFiles({ 'plan.json': plan }, { source: 'elsewhere' })
    expect(stack?.status).toBe('partial')
    expect(stack?.diagnostics).toMatchObject([{ code: 'NOTHING_TO_CHECK', severity: 'error' }])
  })

  test('the sources alone, or the plan alone, where one format is asked for', async () => {
    const both = { 'plan.json': plan, 'main.tf': queue, 'other/main.tf': queue.replace('jobs', 'more') }
    expect(files(await readFiles(both, { input: 'terraform' }))).toEqual([['.', 'terraform', ['main.tf']]])
    expect(files(await readFiles(both, { input: 'terraform-plan' }))).toEqual([
      ['plan.json', 'terraform-plan', ['main.tf', 'plan.json']],
    ])
  })

  test('a state beside sources is what was: they are judged', async () => {
    const state = { version: 4, serial: 1, lineage: 'x', resources: [] }
    expect(files(await readFiles({ 'terraform.tfstate': state, 'main.tf': queue }))).toEqual([
      ['.', 'terraform', ['main.tf']],
    ])
  })
})
