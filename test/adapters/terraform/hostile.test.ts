import { describe, expect, test } from 'vitest'
import { problemsOf, readOne } from './reading.ts'

const deep = 10_000
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('a hostile module gets a diagnostic within two seconds', () => {
  test.each<[string, string, string]>([
    ['brackets that are closed', `locals { a = ${'['.repeat(deep)}${']'.repeat(deep)} }`, 'TOO_DEEP'],
    ['brackets that are not', `locals { a = ${'('.repeat(deep)}`, 'TOO_DEEP'],
    ['blocks', 'a {\n'.repeat(deep), 'TOO_DEEP'],
    ['interpolations', `locals { a = ${'"${'.repeat(deep)}`, 'TOO_DEEP'],
    ['a chain of operators', `locals { a = 1${'+1'.repeat(deep)} }`, 'TOO_DEEP'],
    ['a chain of conditionals', `locals { a = ${'x ? y : '.repeat(deep)}1 }`, 'TOO_DEEP'],
    ['a chain of splats', `locals { a = [1]${'[*]'.repeat(20_000)} }`, 'TOO_DEEP'],
    ['a chain of locals', `locals {\n${numbered(3000, (i) => `l${i} = local.l${i + 1}`)}\nl3000 = 1\n}`, 'TOO_DEEP'],
    ['a quotation mark without end', `a = "${'\n'.repeat(100_000)}`, 'SYNTAX'],
    [
      'more interpolations than a file can hold',
      `locals { a = <<E\n${'${1}\n'.repeat(200_000)}E\n}`,
      'TOO_MANY_VALUES',
    ],
    [
      'a billion laughs',
      `locals {\na0 = ["ha"]\n${numbered(40, (i) => `a${i + 1} = [local.a${i}, local.a${i}, local.a${i}]`)}\n}`,
      'TOO_MANY_VALUES',
    ],
    [
      'a text that doubles',
      `locals {\nt0 = "haha"\n${numbered(60, (i) => `t${i + 1} = "\${local.t${i}}\${local.t${i}}"`)}\n}`,
      'TOO_MANY_VALUES',
    ],
    ...['jsonencode([X, X])', 'yamlencode([X, X])', 'replace(X, "x", "xx")'].map((twice): [string, string, string] => [
      `a text that ${twice.replace(/\(.*/, '')} doubles`,
      `locals {\nt0 = "x"\n${numbered(60, (i) => `t${i + 1} = ${twice.replaceAll('X', `local.t${i}`)}`)}\n}`,
      'TOO_MANY_VALUES',
    ]),
    ['a million instances', 'resource "aws_sqs_queue" "q" {\n  count = 1000000\n}', 'TOO_MANY_VALUES'],
    ['an endless range', 'locals { a = range(1000000000) }', 'INVALID_VALUE'],
    [
      'loops in loops',
      'locals {\n  r = range(1000)\n  a = [for x in local.r : [for y in local.r : [for z in local.r : x]]]\n}',
      'TOO_MANY_VALUES',
    ],
    [
      'dynamic blocks in one another',
      `resource "a" "b" {${'dynamic "x" {\nfor_each = range(10)\ncontent {\n'.repeat(7)}${'}}'.repeat(7)}}`,
      'TOO_MANY_VALUES',
    ],
    ['locals that need each other', 'locals {\n  a = local.b\n  b = local.a\n}', 'REFERENCE_CYCLE'],
    ['bytes that are no text', '\u0000\u0001\u0002'.repeat(1000), 'SYNTAX'],
  ])('%s', async (_, text, code) => {
    await readOne('locals {}')
    const started = performance.now()
    const stack = await readOne(text)
    const elapsed = performance.now() - started
    expect(stack.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code)
    expect(stack.diagnostics.length).toBeLessThanOrEqual(45)
    expect(elapsed).toBeLessThan(10_000)
  })

  test('a regular expression that would backtrack for ever is linear', async () => {
    const stack = await readOne(`locals { a = regexall("(a+)+$", "${'a'.repeat(5000)}b") }`)
    expect(problemsOf(stack)).toEqual([])
  })
})

describe('hostile modules get a diagnostic within two seconds', () => {
  const call = (source: string, rest = '') => `module "m" {\n  source = "${source}"\n${rest}}\n`
  const chain = (calls: (index: number) => string, last: string, length: number) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`m${i}/main.tf`, i < length - 1 ? calls(i + 1) : last]))

  test.each<[string, Record<string, string>, string]>([
    ['that call themselves', { 'main.tf': call('./m'), 'm/main.tf': call('../m') }, 'OPAQUE'],
    [
      'that call each other',
      { 'main.tf': call('./a'), 'a/main.tf': call('../b'), 'b/main.tf': call('../a') },
      'OPAQUE',
    ],
    ['outside of the root', { 'main.tf': call('../../../etc') }, 'OPAQUE'],
    [
      'that are installed outside of the root',
      {
        'main.tf': call('a/b/c'),
        '.terraform/modules/modules.json': '{"Modules":[{"Key":"m","Source":"a/b/c","Dir":"../../etc"}]}',
      },
      'OPAQUE',
    ],
    [
      'a billion of them',
      { 'main.tf': call('./m', 'count = 1000000000\n'), 'm/main.tf': 'resource "a" "b" {}\n' },
      'TOO_MANY_VALUES',
    ],
    [
      'that double forty times',
      {
        'main.tf': call('./m0'),
        ...chain((i) => call(`../m${i}`) + call(`../m${i}`).replace('"m"', '"n"'), 'resource "a" "b" {}\n', 40),
      },
      'TOO_MANY_VALUES',
    ],
    [
      'a thousand in a thousand in a thousand',
      {
        'main.tf': call('./m0', 'count = 1000\n'),
        ...chain((i) => call(`../m${i}`, 'count = 1000\n'), 'resource "a" "b" {\n  count = 1000\n}\n', 3),
      },
      'TOO_MANY_VALUES',
    ],
    [
      'a million values in a file of them',
      { 'main.tf': 'variable "a" {}\n', 'terraform.tfvars': `a = [${'1,'.repeat(1_000_000)}]` },
      'TOO_MANY_VALUES',
    ],
    ['JSON that nests', { 'main.tf.json': `{"locals":{"a":${'['.repeat(10_000)}` }, 'TOO_DEEP'],
  ])('%s', async (_, files, code) => {
    await readOne('locals {}')
    const started = performance.now()
    const stack = await readOne(files)
    const elapsed = performance.now() - started
    expect(stack.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code)
    expect(elapsed).toBeLessThan(2000)
  })
})

describe('what does not parse is said at its place, and the rest is read', () => {
  test.each<[string, string, string]>([
    ['a quoted text', 'a = "x\n', 'error SYNTAX main.tf:1:5 This quoted text is not closed: it must end on its line.'],
    ['a block', 'locals {\n  a = 1\n', 'error SYNTAX main.tf:1:8 This "{" is not closed.'],
    ['a list', 'locals {\n  a = [1, 2\n}\n', 'error SYNTAX main.tf:1:8 This "{" is not closed.'],
    [
      'a heredoc',
      'locals {\n  a = <<EOT\nhello\n',
      'error SYNTAX main.tf:4:1 Unterminated template string: no closing marker was found for the heredoc of line 2; a line with EOT alone is missing.',
    ],
  ])('%s that is not closed', async (_, text, problem) => {
    expect(problemsOf(await readOne(text))[0]).toBe(problem)
  })

  test('the block after a broken one is there', async () => {
    const stack = await readOne('resource "aws_sqs_queue" "a" {\n  name = = 1\n}\nresource "aws_sqs_queue" "b" {}\n')
    expect(stack.status).toBe('partial')
    expect(stack.resources.map(({ id }) => id)).toContain('aws_sqs_queue.b')
  })
})
