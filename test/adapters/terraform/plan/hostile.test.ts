import { describe, expect, test } from 'vitest'
import { change, configured, planOf, readPlanned, references, viewOf } from './planning.ts'

/** Far more than any of these takes, and far less than what is not bounded would. */
const seconds = 5

async function timed(plan: object | string, sources: Readonly<Record<string, string>> = {}) {
  const started = performance.now()
  const stack = await readPlanned(
    {},
    { 'plan.json': typeof plan === 'string' ? plan : JSON.stringify(plan), ...sources },
  )
  expect((performance.now() - started) / 1000).toBeLessThan(seconds)
  return stack
}

describe('a plan that means harm is read in bounded time', () => {
  test.each([
    ['brackets', '['.repeat(1_000_000)],
    ['quotes', '["'.repeat(500_000)],
    ['modules', 'module.a.'.repeat(100_000)],
  ])('addresses and references of %s', async (_, text) => {
    const plan = planOf([change(text, { unknown: { a: true } })], {
      configuration: { root_module: { resources: [configured('a.b', { a: references(text) })] } },
    })
    expect((await timed(plan)).resources).toHaveLength(1)
  })

  test('values nested beyond measure, said at their place', async () => {
    const text = `{"format_version":"1.2","resource_changes":[{"change":{"after":${'['.repeat(100_000)}`
    const stack = await timed(text)
    expect(stack.status).toBe('failed')
    expect(stack.diagnostics).toMatchObject([{ code: 'TOO_DEEP', severity: 'error' }])
  })

  test('outputs and variables that are made from one another', async () => {
    const module = {
      outputs: { x: { expression: references('var.x') } },
      resources: [configured('a.b', { v: references('var.x') })],
    }
    const plan = planOf([change('module.m.a.b', { unknown: { v: true } })], {
      configuration: {
        root_module: { module_calls: { m: { expressions: { x: references('module.m.x') }, module } } },
      },
    })
    expect(viewOf(await timed(plan))).toEqual({
      'module.m.a.b': { v: { $unknown: { why: 'v is known after apply', refs: [] } } },
    })
  })

  test('thousands of instances that each refer to all of them', async () => {
    const instances = Array.from({ length: 3000 }, (_, index) =>
      change(`aws_sqs_queue.q[${index}]`, { unknown: { arn: true, policy: true } }),
    )
    const plan = planOf(instances, {
      configuration: {
        root_module: { resources: [configured('aws_sqs_queue.q', { policy: references('aws_sqs_queue.q') })] },
      },
    })
    expect((await timed(plan)).resources).toHaveLength(3000)
  })

  test('long lists that hardly differ from those of the sources', async () => {
    const numbers = Array.from({ length: 2000 }, (_, index) => [index, [index, [index]]])
    const turned = JSON.stringify(numbers.toReversed())
    const plan = planOf([change('terraform_data.a', { after: { input: numbers } })])
    const stack = await timed(plan, { 'main.tf': `resource "terraform_data" "a" {\n  input = ${turned}\n}\n` })
    expect(viewOf(stack)['terraform_data.a']).toEqual({ input: numbers })
  })
})

describe('changes that are none', () => {
  test('are said at their place, and the others are read', async () => {
    const { resource_changes, ...plan } = JSON.parse(JSON.stringify(planOf([change('aws_sqs_queue.jobs', {})])))
    const stack = await timed({ ...plan, resource_changes: [null, 5, { address: 'x' }, ...resource_changes] })
    expect([stack.status, stack.resources.map(({ id }) => id)]).toEqual(['partial', ['aws_sqs_queue.jobs']])
    expect(stack.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'error resource_changes[0] is no object, so it is not judged. Write the plan again with "terraform show -json".',
      'error resource_changes[1] is no object, so it is not judged. Write the plan again with "terraform show -json".',
      'error resource_changes[2] has no address or type, so it is not judged. Write the plan again with "terraform show -json".',
    ])
  })

  test('are no list at all', async () => {
    const stack = await timed({ ...planOf([]), resource_changes: 'no' })
    expect(stack.diagnostics).toMatchObject([
      {
        severity: 'error',
        message:
          'resource_changes is no list, so no resource of it is judged. Write the plan again with "terraform show -json".',
      },
    ])
  })
})
