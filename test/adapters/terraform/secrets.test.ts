import { describe, expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne } from './reading.ts'

const secret = 'variable "pw" {\n  default   = "not-a-real-secret"\n  sensitive = true\n}\nvariable "stage" {}\n'

describe('a hidden value does not stand in what is said of it', () => {
  test.each([
    ['{ a = 1 }[var.pw]', 'There is no attribute or key here whose name is this hidden value.'],
    ['lookup({ a = 1 }, var.pw)', '"lookup" cannot be applied to these arguments, one of which is a hidden value.'],
    ['regex(var.pw, "x")', '"regex" cannot be applied to these arguments, one of which is a hidden value.'],
    ['cidrhost(var.pw, 1)', '"cidrhost" cannot be applied to these arguments, one of which is a hidden value.'],
    ['format("%d", var.pw)', '"format" cannot be applied to these arguments, one of which is a hidden value.'],
    [
      'aws_sqs_queue.q[var.pw].url',
      'Invalid index: the given key does not identify an element in this collection value. aws_sqs_queue.q has no instance of this hidden key.',
    ],
  ])('%s', async (expression, message) => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  for_each = toset(["a"])\n}\n'
    const stack = await readOne({
      'main.tf': secret + queue,
      'output.tf': `output "it" {\n  value = ${expression}\n}\n`,
    })
    expect(stack.diagnostics.map((each) => each.message)).toEqual([message])
    expect(stack.outputs.get('it')).toMatchObject({ type: 'unknown' })
  })

  test.each([
    ['{ (var.pw) = "x", b = "y" }'],
    ['{ for v in [var.pw, "b"] : v => "y" }'],
    ['zipmap([var.pw], ["x"])'],
    ['map(var.pw, "x")'],
    ['file(var.pw)'],
    ['var.stage == var.pw ? "a" : "b"'],
    ['var.stage[var.pw]'],
  ])('nor in the model: %s', async (expression) => {
    const stack = await readOne(`${secret}output "it" {\n  value = ${expression}\n}\n`)
    const value = stack.outputs.get('it')
    expect(value).toBeDefined()
    expect(JSON.stringify([value && nativeView(value), value, problemsOf(stack)])).not.toContain('not-a-real-secret')
  })

  const hidden = { $unknown: { why: 'its value is hidden', refs: [] } }
  test.each<[string, unknown]>([
    ['[for v in sensitive([]) : v]', hidden],
    ['regexall("z", var.pw)', hidden],
    ['[for v in ["a", "b"] : v if v == var.pw]', hidden],
    ['{ for k, v in sensitive({ open = "x" }) : k => k }', { open: hidden }],
    ['[for k, v in sensitive({ open = "x" }) : k]', [hidden]],
    ['coalescelist(["open"], [var.pw])', [hidden]],
    ['join(var.pw, [])', hidden],
    ['keys(sensitive({ open = "x" }))', [hidden]],
    ['setsubtract(["open"], [var.pw])', [hidden]],
    ['merge({ open = "x" }, sensitive({}))', { open: hidden }],
    ['lookup(sensitive({}), "a", "open")', hidden],
    ['matchkeys(["open"], [var.pw], ["x"])', hidden],
    ['length(toset([var.pw, "open"]))', hidden],
    ['sensitive([])[*]', hidden],
    ['"%{ if var.pw == "x" }open%{ else }shut%{ endif }"', hidden],
    ['"%{ for x in sensitive([]) }open%{ endfor }"', hidden],
  ])('nor in what is only picked by it: %s', async (expression, shown) => {
    const stack = await readOne(`${secret}output "it" {\n  sensitive = true\n  value     = ${expression}\n}\n`)
    const value = stack.outputs.get('it')
    expect(value && nativeView(value)).toEqual(shown)
  })

  test('nor does a line of a variables file that cannot be read', async () => {
    const stack = await readOne({ 'main.tf': secret, 'terraform.tfvars': 'pw = not-a-real "secret"\n' })
    expect(stack.diagnostics.length).toBeGreaterThan(0)
    expect(problemsOf(stack).join()).not.toContain('secret')
  })
})
