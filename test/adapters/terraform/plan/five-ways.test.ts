import { describe, expect, test } from 'vitest'
import { structured } from '../../../../adapters/mapping/document.ts'
import { memorySources } from '../../../../adapters/sources/memory.ts'
import { terraformAdapter } from '../../../../adapters/terraform/adapter.ts'
import { nativeView } from '../../../../model/native.ts'
import type { Stack } from '../../../../model/stack.ts'
import { entryOf, type Value } from '../../../../model/value.ts'

/** One policy document in the five ways in which people write it; `arn` is what it permits to send to. */
function sources(arn: string) {
  return {
    'main.tf': `resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role_policy" "encoded" {
  role = "worker"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = ${arn}
      },
      {
        Effect   = "Allow"
        Action   = ["logs:PutLogEvents"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role_policy" "heredoc" {
  role   = "worker"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "arn:aws:sqs:eu-central-1:123456789012:jobs" },
        { "Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": "*" }
      ]
    }
  EOT
}

resource "aws_iam_role_policy" "interpolated" {
  role   = "worker"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "\${${arn}}" },
        { "Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": "*" }
      ]
    }
  EOT
}

data "aws_iam_policy_document" "jobs" {
  statement {
    effect    = "Allow"
    actions   = ["sqs:SendMessage"]
    resources = [${arn}]
  }
  statement {
    effect    = "Allow"
    actions   = ["logs:PutLogEvents"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "data" {
  role   = "worker"
  policy = data.aws_iam_policy_document.jobs.json
}

resource "aws_iam_role_policy" "template" {
  role   = "worker"
  policy = templatefile("policy.json.tftpl", { arn = ${arn} })
}
`,
    'policy.json.tftpl': `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "\${arn}" },
    { "Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": "*" }
  ]
}
`,
  }
}

const jobsArn = 'arn:aws:sqs:eu-central-1:123456789012:jobs'
const ways = ['encoded', 'heredoc', 'interpolated', 'data', 'template']
const encoded = `{"Statement":[{"Action":["sqs:SendMessage"],"Effect":"Allow","Resource":"${jobsArn}"},{"Action":["logs:PutLogEvents"],"Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}`
const written = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "${jobsArn}" },
    { "Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": "*" }
  ]
}
`
const fromData = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sqs:SendMessage",
      "Resource": "${jobsArn}"
    },
    {
      "Effect": "Allow",
      "Action": "logs:PutLogEvents",
      "Resource": "*"
    }
  ]
}`

function rolePolicy(name: string, policy: string | null) {
  return {
    address: `aws_iam_role_policy.${name}`,
    mode: 'managed',
    type: 'aws_iam_role_policy',
    name,
    provider_name: 'registry.example/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after: { role: 'worker', ...(policy === null ? {} : { policy }) },
      after_unknown: { id: true, name: true, name_prefix: true, ...(policy === null ? { policy: true } : {}) },
      before_sensitive: false,
      after_sensitive: {},
    },
  }
}

const queue = {
  address: 'aws_sqs_queue.jobs',
  mode: 'managed',
  type: 'aws_sqs_queue',
  name: 'jobs',
  provider_name: 'registry.example/hashicorp/aws',
  change: {
    actions: ['create'],
    before: null,
    after: { name: 'jobs', delay_seconds: 0 },
    after_unknown: { arn: true, id: true, policy: true, url: true },
    before_sensitive: false,
    after_sensitive: {},
  },
}

/** The plan where the ARN is written out: every document is known. */
const known = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    rolePolicy('data', fromData),
    rolePolicy('encoded', encoded),
    rolePolicy('heredoc', written),
    rolePolicy('interpolated', written),
    rolePolicy('template', written),
    queue,
  ],
})

/** The plan where it is an attribute of a queue that is not there yet: each document that has it is unknown as a whole. */
const blind = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    {
      address: 'data.aws_iam_policy_document.jobs',
      mode: 'data',
      type: 'aws_iam_policy_document',
      name: 'jobs',
      provider_name: 'registry.example/hashicorp/aws',
      change: {
        actions: ['read'],
        before: null,
        after: {
          statement: [
            { actions: ['sqs:SendMessage'], effect: 'Allow', resources: [null] },
            { actions: ['logs:PutLogEvents'], effect: 'Allow', resources: ['*'] },
          ],
        },
        after_unknown: {
          id: true,
          json: true,
          statement: [
            { actions: [false], resources: [true] },
            { actions: [false], resources: [false] },
          ],
        },
        before_sensitive: false,
        after_sensitive: {},
      },
      action_reason: 'read_because_dependency_pending',
    },
    rolePolicy('data', null),
    rolePolicy('encoded', null),
    rolePolicy('heredoc', written),
    rolePolicy('interpolated', null),
    rolePolicy('template', null),
    queue,
  ],
})

describe('a policy document gives the same statements, at the same places, with the plan as without it', () => {
  for (const [what, arn, plan] of [
    ['where the ARN is known', `"${jobsArn}"`, known],
    ['where the ARN is known after apply', 'aws_sqs_queue.jobs.arn', blind],
  ] as const) {
    for (const way of ways) {
      test(`${way}, ${what}`, async () => {
        const [alone, ...others] = await read(sources(arn))
        const [joined] = await read({ ...sources(arn), 'plan.json': plan })
        expect(others).toEqual([])
        expect(joined?.format).toBe('terraform-plan')
        const statements = statementsOf(joined, way)
        expect(statements).toEqual(statementsOf(alone, way))
        expect(statements.map(({ actions }) => actions)).toEqual([['sqs:SendMessage'], ['logs:PutLogEvents']])
      })
    }
  }

  test('places are those of the statements', async () => {
    const [joined] = await read({ ...sources('aws_sqs_queue.jobs.arn'), 'plan.json': blind })
    expect(ways.map((way) => statementsOf(joined, way).map(({ place }) => place))).toEqual([
      ['main.tf:10:7', 'main.tf:15:7'],
      ['main.tf:30:9', 'main.tf:31:9'],
      ['main.tf:43:9', 'main.tf:44:9'],
      ['main.tf:51:3', 'main.tf:56:3'],
      ['policy.json.tftpl:4:5', 'policy.json.tftpl:5:5'],
    ])
  })

  test('without the sources the statements are known where the plan knows the text or the data source', async () => {
    const [alone] = await read({ 'plan.json': blind })
    expect(ways.map((way) => statementsOf(alone, way).map(({ actions }) => actions))).toEqual([
      [],
      [['sqs:SendMessage'], ['logs:PutLogEvents']],
      [],
      [],
      [],
    ])
  })
})

async function read(files: Readonly<Record<string, string>>): Promise<readonly Stack[]> {
  return terraformAdapter.read(memorySources(files), { parameters: new Map(), variables: new Map() })
}

function statementsOf(stack: Stack | undefined, way: string) {
  const resource = stack?.resources.find(({ id }) => id === `aws_iam_role_policy.${way}`)
  const document = structured(
    entryOf(resource?.properties, 'policy')?.value ?? { type: 'list', items: [], at: nowhere },
  )
  const statements = entryOf(document, 'Statement')?.value
  return (statements?.type === 'list' ? statements.items : []).map((statement) => ({
    place: `${statement.at.file}:${statement.at.startLine}:${statement.at.startColumn}`,
    actions: textsOf(entryOf(statement, 'Action')?.value),
    resources: viewOf(entryOf(statement, 'Resource')?.value),
    actionsAt: entryOf(statement, 'Action')?.value.at,
    resourcesAt: entryOf(statement, 'Resource')?.value.at,
  }))
}

const nowhere = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

function textsOf(value: Value | undefined): unknown {
  const view = viewOf(value)
  return Array.isArray(view) ? view : [view]
}

function viewOf(value: Value | undefined): unknown {
  return value && nativeView(value)
}
