import { describe, expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne, resultOf } from './reading.ts'

test.each<[string, unknown]>([
  ['length("héllo")', 5],
  ['length({ a = 1 })', 1],
  ['merge({ a = 1, b = 1 }, { b = 2 }, null)', { a: 1, b: 2 }],
  ['concat([1], ["a"], [])', [1, 'a']],
  ['lookup({ a = 1 }, "b", 7)', 7],
  ['element(["a", "b", "c"], 4)', 'b'],
  ['keys({ b = 1, a = 2 })', ['a', 'b']],
  ['values({ b = 1, a = 2 })', [2, 1]],
  ['flatten([["a"], [["b"], "c"], []])', ['a', 'b', 'c']],
  ['compact(["a", "", null, "b"])', ['a', 'b']],
  ['distinct(["a", "b", "a"])', ['a', 'b']],
  ['reverse([1, 2, 3])', [3, 2, 1]],
  ['sort(["b", "a", "C"])', ['C', 'a', 'b']],
  ['sort([<<E\n{ "k":  1 }\nE\n, "a"])', ['a', '{ "k":  1 }\n']],
  ['jsonencode([<<E\n{ "k":  1 }\nE\n])', '["{ \\"k\\":  1 }\\n"]'],
  ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
  ['chunklist([1, 2, 3], 2)', [[1, 2], [3]]],
  ['range(1, 8, 3)', [1, 4, 7]],
  ['zipmap(["b", "a"], [1, 2])', { a: 2, b: 1 }],
  ['transpose({ a = ["x", "y"], b = ["y"] })', { x: ['a'], y: ['a', 'b'] }],
  ['coalesce(null, "", "c")', 'c'],
  ['coalescelist([], ["a"])', ['a']],
  ['coalescelist(tolist(null), ["a"])', ['a']],
  ['one([])', null],
  ['alltrue([true, true])', true],
  ['anytrue([])', false],
  ['index(["a", "b"], "b")', 1],
  [
    'setproduct(["a", "b"], [1, 2])',
    [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ],
  ],
  ['setunion(["a"], ["b", "a"])', ['a', 'b']],
  ['setintersection(["a", "b"], ["b"])', ['b']],
  ['setsubtract(["a", "b"], ["b"])', ['a']],
  ['toset(["b", "a", "b"])', ['a', 'b']],
  ['tolist(toset(["b", "a"]))[0]', 'a'],
  ['tomap({ a = 1, b = "x" })', { a: '1', b: 'x' }],
  ['tostring(1.50)', '1.5'],
  ['tonumber("12")', 12],
  ['tobool("true")', true],
  ['abs(-2) + ceil(1.2) + floor(1.8) + max(1, 4) + min(3, 2)', 11],
  ['sum([1, 2.5])', 3.5],
  ['pow(2, 10)', 1024],
  ['parseint("ff", 16)', 255],
  ['lower("ABC")', 'abc'],
  ['title("hello big world")', 'Hello Big World'],
  ['trimspace("  a ")', 'a'],
  ['trim("--a--", "-")', 'a'],
  ['trimprefix("v1.2", "v")', '1.2'],
  ['trimsuffix("a.js", ".js")', 'a'],
  ['split(",", "a,b")', ['a', 'b']],
  ['join("-", ["a", 1, true])', 'a-1-true'],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['replace("hello", "/l+/", "L")', 'heLo'],
  ['replace("ab", "/(a)(b)/", "$2$1")', 'ba'],
  ['regex("[a-z]+", "53453abc345")', 'abc'],
  ['regex("(?P<year>\\\\d+)-(?P<month>\\\\d+)", "2024-05")', { year: '2024', month: '05' }],
  ['regexall("[0-9]", "a1b2")', ['1', '2']],
  ['substr("hello", 1, 3)', 'ell'],
  ['substr("hello", -3, -1)', 'llo'],
  ['strrev("abc")', 'cba'],
  ['indent(2, "a\\nb")', 'a\n  b'],
  ['startswith("abc", "a") && endswith("abc", "c") && strcontains("abc", "b")', true],
  ['format("%s is %03d, %.2f%% of %v", "a", 7, 12.345, ["x"])', 'a is 007, 12.34% of ["x"]'],
  ['format("%-5s|%5s|%q", "a", "b", "c")', 'a    |    b|"c"'],
  ['formatlist("%s-%s", "x", ["a", "b"])', ['x-a', 'x-b']],
  ['jsondecode("{\\"a\\": [1, null, true]}")', { a: [1, null, true] }],
  ['yamldecode("a: [1, yes]\\nb: {c: x}")', { a: [1, true], b: { c: 'x' } }],
  ['base64encode("hello")', 'aGVsbG8='],
  ['base64decode("aGVsbG8=")', 'hello'],
  ['urlencode("a b/ü*")', 'a+b%2F%C3%BC%2A'],
  ['md5("a")', '0cc175b9c0f1b6a831c399e269772661'],
  ['sha1("a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
  ['base64sha256("a")', 'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='],
  ['cidrsubnet("10.0.0.0/16", 8, 3)', '10.0.3.0/24'],
  ['cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)', 'fd00:fd12:3456:7800:a200::/72'],
  ['cidrhost("10.0.0.0/8", 5)', '10.0.0.5'],
  ['cidrnetmask("172.16.0.0/12)")', 'refused'],
  ['cidrnetmask("172.16.0.0/12")', '255.240.0.0'],
  ['basename("a/b.txt")', 'b.txt'],
  ['dirname("a/b.txt")', 'a'],
])('%s', async (expression, expected) => {
  const value = await resultOf(expression)
  if (expected === 'refused') expect(value).toHaveProperty('$unknown')
  else expect(value).toEqual(expected)
})

describe('files, tables, times and texts of other programs', () => {
  const files = {
    'main.tf': 'locals {\n  greeting = "Hello $${who}!"\n}\n',
    'src/a.js': '1',
    'src/lib/b.js': '2',
    'src/c.txt': '3',
    'greet.tftpl': '%{ for name in names ~}\nHi ${name}\n%{ endfor ~}\n',
  }

  test.each<[string, unknown]>([
    ['fileset("src", "**/*.js")', ['a.js', 'lib/b.js']],
    ['fileset(path.module, "src/{a,x}.js")', ['src/a.js']],
    ['fileexists("src/a.js") && !fileexists("src/z.js")', true],
    ['filebase64("src/a.js")', 'MQ=='],
    ['try(file("missing.json"), "none")', 'none'],
    ['templatefile("greet.tftpl", { names = ["a", "b"] })', 'Hi a\nHi b\n'],
    ['templatestring(local.greeting, { who = "you" })', 'Hello you!'],
    ['csvdecode("a,b\\n1,\\"x, y\\"")', [{ a: '1', b: 'x, y' }]],
    ['yamlencode({ b = [1, "x"], a = { c = null } })', '"a":\n  "c": null\n"b":\n- 1\n- "x"\n'],
    ['yamlencode("one\\ntwo")', '|-\n  one\n  two\n'],
    ['yamldecode("a: yes\\nb: 2024-01-02\\nc: 017")', { a: true, b: '2024-01-02T00:00:00Z', c: 17 }],
    ['formatdate("EEE, DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', 'Tue, 02 Jan 2018 23:12 UTC'],
    ['timeadd("2017-11-22T00:00:00+01:00", "-1h30m")', '2017-11-21T22:30:00+01:00'],
    ['timecmp("2017-11-22T01:00:00Z", "2017-11-22T01:00:00+01:00")', 1],
    ['cidrsubnets("10.1.0.0/16", 4, 8, 4)', ['10.1.0.0/20', '10.1.16.0/24', '10.1.32.0/20']],
    ['uuidv5("dns", "www.terraform.io")', 'a5008fae-b28c-5ba5-96cd-82b4c53552d6'],
    ['textdecodebase64(textencodebase64("hé", "UTF-16LE"), "UTF-16LE")', 'hé'],
    ['provider::terraform::encode_expr({ long = 1, a = ["x"] })', '{\n  a    = ["x"]\n  long = 1\n}'],
    ['provider::terraform::decode_tfvars("a = 1\\nb = [true]")', { a: 1, b: [true] }],
    ['format("%v %g %#x", 12345678, 0.5, 255)', '1.2345678e+07 0.5 0xff'],
    ["formatdate(\"hh 'o''clock' ''\", \"2018-01-02T03:12:01Z\")", "03 o'clock '"],
    ['format("%.0f %.0f %5.1f %.3f", 2.5, 1.5, 2.25, 2.675)', '2 2   2.2 2.675'],
    [
      'format("%v %.20g %.3e %g", 123456789.123456789, 1 / 3, 0, 1e21)',
      '1.23456789123456789e+08 0.33333333333333333333 0.000e+00 1e+21',
    ],
    ['format("%.25f|%.5f", 0.1, 2.5e-6)', '0.1000000000000000000000000|0.00000'],
    ['format("%.0s %.2q %.3d %#b %-5t|", "abc", "abc", 5, -5, true)', 'abc "ab" 005 -0b101 true|'],
    ['format("%05s %-05s %-05d| % 05d %08.2f", "a", "b", 3, 4, -2.5)', '0000a b0000 3    |  0004 -0002.50'],
    ['regexall("a|", "aba")', ['a', 'a']],
    ['replace("axxb", "/x*/", "-")', '-a-b-'],
    ['jsondecode("\\"a\\\\ud800\\"")', 'a\uFFFD'],
    ['textdecodebase64(textencodebase64("“5 €”", "windows-1252"), "windows-1252")', '“5 €”'],
    ['textencodebase64("a", "UTF-16")', '/v8AYQ=='],
    ['yamldecode("\\"<<\\": {a: 1}\\nb: 2")', { a: 1, b: 2 }],
    ['signum(1e18) + length(substr("hello", 1, 1e18))', 5],
    ['cidrsubnet("010.0.0.0/8", 8, 1)', '10.1.0.0/16'],
    ['title("o\'neill") == "O\'Neill" && upper("straße") == "STRAßE"', true],
  ])('%s', async (expression, expected) => {
    const { outputs } = await readOne({ ...files, 'output.tf': `output "it" {\n  value = ${expression}\n}\n` })
    const value = outputs.get('it')
    expect(value && nativeView(value)).toEqual(expected)
  })

  test.each([
    ['coalescelist(["a"], toset(["b"]))'],
    ['coalescelist(["a"], null)'],
    ['chunklist(["a"], 0.5)'],
    ['slice(["a", "b"], 0.5, 1)'],
    ['zipmap(["a"], toset(["b"]))'],
    ['merge({ a = 1 }, tolist(null), tostring(null))'],
    ['tomap(tostring(null))'],
    ['matchkeys(["a"], [{ k = 1 }], ["a"])'],
    ['yamldecode("a: &a {x: 1}\\nb:\\n  <<: [*a]")'],
    ['textdecodebase64("/+8=", "US-ASCII")'],
    ['cidrsubnets("0.0.0.0/0", 1)'],
  ])('%s is refused, as by Terraform', async (expression) => {
    const stack = await readOne(`output "it" {\n  value = ${expression}\n}\n`)
    expect([stack.diagnostics.map(({ severity }) => severity), stack.outputs.get('it')?.type]).toEqual([
      ['error'],
      'unknown',
    ])
  })

  test('a text that is missing is said, a package that is built later is not', async () => {
    const output = (name: string, expression: string) => `output "${name}" {\n  value = ${expression}\n}\n`
    const stack = await readOne(
      output('text', 'file("policy.json")') + output('hash', 'filebase64sha256("build/f.zip")'),
    )
    expect(problemsOf(stack)).toEqual([
      'error PATH_NOT_FOUND main.tf:2:11 There is no file policy.json, or it lies outside of what is checked. A file that is made later gives no text here.',
    ])
  })
})

test('files are read where they are given, relative to the folder of the root', async () => {
  const files = {
    'main.tf': 'output "it" {\n  value = file("${path.module}/notes/a.txt")\n}\n',
    'notes/a.txt': 'hello',
  }
  const { outputs } = await readOne(files)
  expect(outputs.get('it')).toMatchObject({ value: 'hello' })
})
