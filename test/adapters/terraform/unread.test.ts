import { describe, expect, test } from 'vitest'
import type { Stack } from '../../../model/stack.ts'
import { entryOf, type Value } from '../../../model/value.ts'
import { problemsOf, readOne } from './reading.ts'

/** What is known of the first resource: its attributes, unknown ones as null, and why there may be more. */
function known({ resources: [resource] }: Stack): unknown {
  const properties = resource?.properties
  const entries = [...(properties?.entries ?? [])].map(([name, { value }]) => {
    return [name, value.type === 'scalar' ? value.value : value.type === 'unknown' ? null : value.type]
  })
  return [Object.fromEntries(entries), properties?.open?.why, properties?.open?.at?.startLine]
}

const why = 'a part of this block could not be read'

describe('what the parser skips is unknown', () => {
  test.each<[string, string, unknown]>([
    ['a value that is missing, before another', '  runtime =\n  timeout = 3\n', [{ runtime: null }, why, 2]],
    ['a value that is missing, at the end', '  timeout = 3\n  runtime =\n', [{ timeout: 3 }, why, 3]],
    ['a quoted text that is not closed', '  runtime = "p\n  timeout = 3\n', [{ runtime: null, timeout: 3 }, why, 2]],
    ['a list that is not closed', '  layers = ["a", "b"\n  timeout = 3\n', [{ layers: null, timeout: 3 }, why, 3]],
    ['more than can be made out', '  env {\n    v = {\n      A =\n      B = 2\n    }\n  }\n', [{}, why, 1]],
  ])('%s', async (_, content, expected) => {
    const stack = await readOne(`resource "aws_lambda_function" "f" {\n${content}}\n`)
    expect(known(stack)).toEqual(expected)
    expect(stack.status).toBe('partial')
  })

  test('in a nested block, and in what is around it', async () => {
    const stack = await readOne(
      'resource "aws_lambda_function" "f" {\n  timeout = 3\n  tracing_config {\n    mode = "Active\n  }\n}\n',
    )
    const properties = stack.resources[0]?.properties
    const tracing = entryOf(properties, 'tracing_config')?.value as Extract<Value, { type: 'list' }>
    const [block] = tracing.items
    expect([properties, tracing, block].map((value) => value && 'open' in value && value.open?.why)).toEqual([
      why,
      why,
      why,
    ])
  })

  test('and nothing else is', async () => {
    const stack = await readOne(
      'resource "aws_sqs_queue" "b" {\n  name = "b"\n}\nresource "aws_sqs_queue" "a" {\n  name = = 1\n}\n',
    )
    expect(known(stack)).toEqual([{ name: 'b' }, undefined, undefined])
    expect(stack.resources.map(({ id }) => id)).toEqual(['aws_sqs_queue.b', 'aws_sqs_queue.a'])
    expect(stack.open).toBeUndefined()
  })

  test('outside of blocks, so the stack may hold more', async () => {
    const stack = await readOne('resource "aws_sqs_queue" "b" {}\n%%%\n')
    expect(stack.open?.why).toBe('a part of the files could not be read')
  })

  test('in a variables file, so no default counts', async () => {
    const stack = await readOne({
      'main.tf': 'variable "a" {\n  default = 1\n}\noutput "it" {\n  value = var.a\n}\n',
      'terraform.tfvars': 'b =\na = 2\n',
    })
    expect(stack.outputs.get('it')).toMatchObject({
      type: 'unknown',
      cause: { why: 'a part of terraform.tfvars could not be read' },
    })
  })
})

test('problems are in the order of their places', async () => {
  const stack = await readOne(
    'locals {\n  a = local.x\n}\nresource "aws_sqs_queue" "a" {\n  name = = 1\n}\noutput "b" {\n  value = local.y\n}\n',
  )
  expect(problemsOf(stack).map((problem) => /main\.tf:\d+/.exec(problem)?.[0])).toEqual([
    'main.tf:2',
    'main.tf:5',
    'main.tf:7',
    'main.tf:7',
    'main.tf:8',
  ])
})
