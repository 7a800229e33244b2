import { describe, expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne } from './reading.ts'

describe('Terraform in JSON', () => {
  test('is the same configuration as in the native syntax', async () => {
    const native = await readOne({
      'main.tf': `variable "stage" {
  type    = string
  default = "dev"
}
locals {
  name = "app-\${var.stage}"
}
resource "aws_sqs_queue" "jobs" {
  for_each = toset(["a", "b"])
  name     = "\${local.name}-\${each.key}"
  tags     = { (var.stage) = "yes", literal = "$\${x}" }
}
data "aws_iam_policy_document" "doc" {
  statement {
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.jobs["a"].arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
output "document" {
  value = data.aws_iam_policy_document.doc.json
}
`,
    })
    const json = await readOne({
      'main.tf.json': JSON.stringify({
        '//': 'made by a program',
        variable: { stage: { type: 'string', default: 'dev' } },
        locals: [{ name: 'app-${var.stage}' }],
        resource: {
          aws_sqs_queue: {
            jobs: [
              {
                for_each: '${toset(["a", "b"])}',
                name: '${local.name}-${each.key}',
                tags: { '${var.stage}': 'yes', literal: '$${x}' },
              },
            ],
          },
        },
        data: {
          aws_iam_policy_document: {
            doc: {
              statement: {
                actions: ['sqs:*'],
                resources: ['${aws_sqs_queue.jobs["a"].arn}'],
                principals: { type: 'AWS', identifiers: ['*'] },
              },
            },
          },
        },
        output: { document: { value: '${data.aws_iam_policy_document.doc.json}' } },
      }),
    })
    const shown = ({ resources, outputs }: typeof native) => [
      resources.map(({ id, properties }) => [id, nativeView(properties)]),
      [...outputs].map(([name, value]) => [name, nativeView(value)]),
    ]
    expect(shown(json)).toEqual(shown(native))
    expect(problemsOf(json)).toEqual([])
  })

  test('has the place of every value, to the letter where nothing is escaped', async () => {
    const stack = await readOne({
      'main.tf.json': '{\n  "locals": {\n    "a": "x-${var.nope}",\n    "b": "\\"${var.nope}\\""\n  }\n}\n',
    })
    expect(stack.diagnostics.map(({ location: at }) => at && [at.startLine, at.startColumn, at.endColumn])).toEqual([
      [3, 19, 23],
      [4, 10, 27],
    ])
  })

  test('overrides by its name as a native file does', async () => {
    const { resources } = await readOne({
      'main.tf': 'resource "aws_sqs_queue" "q" {\n  name          = "a"\n  delay_seconds = 1\n}\n',
      'a_override.tf.json': '{"resource": {"aws_sqs_queue": {"q": {"name": "b"}}}}',
      'b_override.tf': 'resource "aws_sqs_queue" "q" {\n  name = "c"\n}\n',
    })
    expect(resources.map(({ properties }) => nativeView(properties))).toEqual([{ name: 'c', delay_seconds: 1 }])
  })

  test.each<[string, string, string]>([
    [
      'broken',
      '{"locals": {"a": 1,}}',
      'error SYNTAX main.tf.json:1:20 This is not valid JSON: expected a key in double quotes, found "}".',
    ],
    [
      'with a text where a block belongs',
      '{"locals": "a"}',
      'error INVALID_TEMPLATE main.tf.json:1:2 Incorrect JSON value type: either a JSON object or a JSON array is required, representing the contents of one or more "locals" blocks.',
    ],
    [
      'with a template that is none',
      '{"locals": {"a": "${1 +}"}}',
      'error SYNTAX main.tf.json:1:18 Invalid expression: this text is no valid template: what stands between ${ and } must be an expression.',
    ],
    [
      'with a key twice',
      '{"locals": {"a": 1}, "locals": {"b": 1}}',
      'error DUPLICATE_KEY main.tf.json:1:22 The key "locals" is here for the second time (first at line 1, column 2). The last one counts; remove the other.',
    ],
  ])('%s', async (_, text, problem) => {
    const stack = await readOne({ 'main.tf.json': text })
    expect(problemsOf(stack)).toEqual([problem])
  })
})
