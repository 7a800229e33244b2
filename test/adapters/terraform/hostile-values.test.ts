import { expect, test } from 'vitest'
import { readOne } from './reading.ts'

const laughs = Array.from({ length: 9 }, (_, level) => {
  return `${'bcdefghij'[level]}: &${'bcdefghij'[level]} [${Array(9).fill(`*${'abcdefghi'[level]}`).join(',')}]`
})

test.each<[string, Record<string, string>, readonly string[]]>([
  ['a template that fills itself', { 't.tftpl': '${templatefile("t.tftpl", {})}' }, ['templatefile("t.tftpl", {})']],
  ['a file of the machine', {}, ['file("/etc/passwd")', 'file("../../../../etc/passwd")', 'file("~/.ssh/id_rsa")']],
  ['aliases of aliases', { y: `a: &a [x,x,x,x,x,x,x,x,x]\n${laughs.join('\n')}` }, ['yamldecode(file("y"))']],
  ['braces within braces', {}, [`fileset(".", "${'{a,b}'.repeat(20)}")`]],
  ['a product of sets', {}, ['setproduct(range(100), range(100), range(100))']],
  ['a text without end', {}, [`replace("${'a'.repeat(50_000)}", "a", "${'b'.repeat(50_000)}")`]],
  ['numbers without end', {}, ['pow(10, 1000000)', `parseint("${'9'.repeat(20_000)}", 10)`, 'range(1000000000)']],
  [
    'a number squared again and again',
    {},
    [
      '[for a in [1e300] : [for b in [a * a] : [for c in [b * b] : [for d in [c * c] : [for e in [d * d] : [for f in [e * e] : f * f * f * f * f * f * f]]]]]]',
    ],
  ],
  ['a quotation mark in a table', { c: `a,b\n${'"x,1\n'.repeat(50_000)}` }, ['csvdecode(file("c"))']],
])('%s is refused, each expression at its place', async (_, files, expressions) => {
  const outputs = expressions.map((expression, index) => `output "o${index}" {\n  value = ${expression}\n}\n`)
  const started = performance.now()
  const { diagnostics } = await readOne({ ...files, 'main.tf': outputs.join('') })
  const lines = new Set(diagnostics.map(({ location }) => (location?.file === 'main.tf' ? location.startLine : 2)))
  expect([...lines].sort((a, b) => a - b)).toEqual(expressions.map((_, index) => 2 + 3 * index))
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('a pattern that would try for ever takes time in proportion to the text', async () => {
  const long = 'a'.repeat(20_000)
  const started = performance.now()
  const { diagnostics } = await readOne({
    'main.tf': `output "o" {\n  value = [regexall("(a|aa)+$", "${long}b"), replace("${long}", "/(a+)+c/", "")]\n}\n`,
    [`${'a'.repeat(200)}c`]: '',
    'set.tf': `output "set" {\n  value = fileset(".", "${'*a'.repeat(12)}*b")\n}\n`,
  })
  expect(diagnostics).toEqual([])
  expect(performance.now() - started).toBeLessThan(10_000)
})
