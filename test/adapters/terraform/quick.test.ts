import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { loadRecovering } from '../../../adapters/terraform/syntax/grammar.ts'
import { parse } from '../../../adapters/terraform/syntax/parse.ts'
import { readQuickly } from '../../../adapters/terraform/syntax/quick/read.ts'

const require = createRequire(import.meta.url)
const recovering = loadRecovering(
  readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')),
)

/** What both readers make of a text, and whether the quick one read it. */
async function readBoth(text: string) {
  const grammar = await recovering
  let isQuick = false
  const plain = (whole: string) => {
    const node = readQuickly(whole)
    isQuick = node !== undefined
    return node
  }
  const file = { path: 'main.tf', text }
  const ours = parse({ ...grammar, plain }, file)
  return { isQuick, ours, theirs: parse(grammar, file) }
}

test.each([
  ['access and indexes', 'a = b.c[0].d["x"].e[f(1)]'],
  ['an index of before Terraform 0.12', 'a = b.0.c'],
  ['operators by their strength', 'a = 1 + 2 * 3 - 4 / -b.c % 5 >= 6 && !d || e != null'],
  ['equal operators from the left', 'a = 1 - 2 - 3'],
  ['a condition in a condition', 'a = b ? "c" : d ? e : f ? g : h'],
  ['a condition in an answer', 'a = b ? c ? 1 : 2 : 3'],
  ['brackets around a question', 'a = (b == c) ? 1 : 2'],
  ['splats', 'a = [b[*].c.d[0], e.*.f[0].g, h[*].i[*].j]'],
  ['numbers', 'a = [1, 1.5, 1e3, 2.5e-3, 123456789012345678901]'],
  ['calls', 'a = max(b, c...) + f() + g(\n  1,\n  2,\n)'],
  ['loops', 'a = [for k, v in b : v if k != ""]\nc = { for v in b : v.x => v... if v.y }'],
  ['objects on lines and behind commas', 'a = {\n  b = 1 # one\n  "c" : 2,\n  (d) = 3\n  "${e}" = 4\n}'],
  ['texts with escapes', 'a = "\\"b\\" \\u00e9\\n $${c} %%{d}"'],
  ['interpolations', 'a = "${b}-${ f("${c}") }-${~ d ~}"'],
  ['a heredoc', 'a = <<-EOT\n    one ${b}\n      two $${c}\n  EOT\nd = 1'],
  ['a heredoc in a call', 'a = f(<<EOT\n{"b": "${c}"}\nEOT\n)'],
  ['blocks and comments', '# one\nresource "a" "b" { // two\n  c { d = 1 }\n  /* three\n */ e = 2\n}\n'],
  ['lines that end as on Windows', 'a = 1\r\nb {\r\n  c = [\r\n    2\r\n  ]\r\n}\r\n'],
  ['an empty file', ''],
])('%s are read as by the parser that recovers', async (_, text) => {
  const { isQuick, ours, theirs } = await readBoth(text)
  expect(isQuick).toBe(true)
  expect(ours).toEqual(theirs)
})

test.each([
  ['two arguments on a line', 'a = 1 b = 2'],
  ['a block in a block on one line', 'a { b {} }'],
  ['an argument that ends with its block', 'a {\n  b = 1 }'],
  ['a block on one line that ends on the next', 'a { b = 1\n}'],
  ['an operator on the next line', 'a = 1\n  + 2'],
  ['an item that nothing separates', 'a = { b = 1 c = 2 }'],
  ['a bracket that is not closed', 'a = [1, 2'],
  ['a heredoc without end', 'a = <<EOT\nb'],
  ['an escape that there is not', 'a = "\\d"'],
  ['an argument without value', 'a =\nb = 1'],
  ['a label with an interpolation', 'resource "${a}" "b" {}'],
  ['more operators in a row than anybody writes', `a = 1${'+1'.repeat(500)}`],
  ['a directive, which is seldom', 'a = "%{ if b }c%{ endif }"'],
  ['a name in other letters, which is seldom', 'größe = 1'],
])('%s is left to the parser that recovers', async (_, text) => {
  const { isQuick, ours, theirs } = await readBoth(text)
  expect(isQuick).toBe(false)
  expect(ours).toEqual(theirs)
})

test('brackets nested deeper than the call stack are left to the parser that says so', () => {
  expect(readQuickly(`a = ${'['.repeat(100_000)}`)).toBeUndefined()
})
