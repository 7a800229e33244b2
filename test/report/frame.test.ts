import { expect, test } from 'vitest'
import type { Span } from '../../model/source.ts'
import { drawFrame } from '../../report/text/frame.ts'
import { createScreen } from '../../report/text/screen.ts'

function frame(text: string, span: Omit<Span, 'file'>, hidden: readonly Omit<Span, 'file'>[] = [], width = 60) {
  const options = { colour: false, sources: () => text, verbose: false, quiet: false, width }
  const screen = createScreen(
    options,
    hidden.map((place) => ({ file: 'a.tf', ...place })),
  )
  return `\n${drawFrame({ file: 'a.tf', ...span }, (mark) => mark, screen).join('\n')}\n`
}

const line = (startLine: number, startColumn: number, endColumn: number) => ({
  startLine,
  startColumn,
  endLine: startLine,
  endColumn,
})

test('a caret stands under the exact range, after the line before it', () => {
  expect(frame('tracing_config {\n  mode = "PassThrough"\n}\n', line(2, 10, 23))).toBe(`
          ╭ a.tf:2:10
        1 │ tracing_config {
        2 │   mode = "PassThrough"
          │          ^^^^^^^^^^^^^
`)
})

test('tabs are spaces, and the caret knows', () => {
  expect(frame('a {\n\tmode\t= "x"\n}\n', line(2, 9, 12))).toBe(`
          ╭ a.tf:2:9
        1 │ a {
        2 │     mode    = "x"
          │               ^^^
`)
})

test('wide characters take two columns, joined ones none', () => {
  expect(frame('名前 = "値" + e\u0301 + x', line(1, 6, 9))).toBe(`
          ╭ a.tf:1:6
        1 │ 名前 = "値" + e\u0301 + x
          │        ^^^^
`)
})

test('a line with a carriage return ends before it', () => {
  expect(frame('a = 1\r\nb = 2\r\n', line(2, 5, 6))).toBe(`
          ╭ a.tf:2:5
        1 │ a = 1
        2 │ b = 2
          │     ^
`)
})

test('an empty range at the end of a line is one caret after it', () => {
  expect(frame('{ "a": \n', line(1, 8, 8))).toBe(`
          ╭ a.tf:1:8
        1 │ { "a":
          │        ^
`)
})

test('a range of several lines shows the first three', () => {
  const text = 'Statement:\n  - Effect: Allow\n    Action: "*"\n    Resource: "*"\n'
  expect(frame(text, { startLine: 1, startColumn: 1, endLine: 4, endColumn: 18 })).toBe(`
          ╭ a.tf:1:1
        1 │ Statement:
          │ ^^^^^^^^^^
        2 │   - Effect: Allow
        3 │     Action: "*"
`)
})

test('a very long line is cropped around the range', () => {
  const text = `{"a":"${'x '.repeat(500_000)}","mode":"bad","b":"${'y '.repeat(500_000)}"}`
  const start = text.indexOf('"bad"')
  expect(frame(text, line(1, start + 1, start + 6))).toBe(`
          ╭ a.tf:1:1000016
        1 │ …x x x ","mode":"bad","b":"y y y y y y y y y y …
          │                 ^^^^^
`)
})

test('a range wider than the terminal starts at its beginning', () => {
  expect(frame(`policy = "${'ab '.repeat(40)}"`, line(1, 10, 132))).toBe(`
          ╭ a.tf:1:10
        1 │ … "ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab…
          │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`)
})

test('a hidden place is dots, however long it is', () => {
  const text = 'TOKEN = "abcdef"\nNEXT = 1\n'
  expect(frame(text, line(1, 9, 17), [line(1, 9, 17)])).toBe(`
          ╭ a.tf:1:9
        1 │ TOKEN = ••••••
          │         ^^^^^^
`)
  expect(frame(text, line(2, 8, 9), [line(1, 9, 17)])).toBe(`
          ╭ a.tf:2:8
        1 │ TOKEN = ••••••
        2 │ NEXT = 1
          │        ^
`)
})

test('a hidden place of several lines is hidden on each', () => {
  const span = { startLine: 1, startColumn: 7, endLine: 4, endColumn: 4 }
  expect(frame('key = <<EOF\n  one\n  two\nEOF\n', span, [span])).toBe(`
          ╭ a.tf:1:7
        1 │ key = ••••••
          │       ^^^^^^
        2 │   ••••••
        3 │   ••••••
`)
})

test('control characters are shown, not sent', () => {
  expect(frame('a = "\u001b[31m"\n', line(1, 5, 12))).toBe(`
          ╭ a.tf:1:5
        1 │ a = "·[31m"
          │     ^^^^^^^
`)
})

test('what concerns a file as a whole points at none of its lines', () => {
  expect(frame('a = 1\n', line(1, 1, 1))).toBe(`
          ╭ a.tf:1:1
`)
})

test('a place past the end of the file has no lines', () => {
  expect(frame('a = 1\n', line(40, 1, 2))).toBe(`
          ╭ a.tf:40:1
`)
})

test.each([
  ['DB_PASSWORD: not-a-real-one', 'DB_PASSWORD: ••••••'],
  ['"ApiKey": "not-a-real-one",', '"ApiKey": ••••••,'],
  ['  db_password = "not-a-real-one"', 'db_password = ••••••'],
  ['url = "postgres://shop:not-a-real-one@db/shop"', 'url = "postgres://shop:••••••@db/shop"'],
  ['key: AKIAIOSFODNN7EXAMPLE', 'key: ••••••'],
  ['SecretArn: arn:aws:kms:eu-west-1:1:key/x', 'SecretArn: arn:aws:kms:eu-west-1:1:key/x'],
  ['TOKEN_TABLE: !Ref Tokens', 'TOKEN_TABLE: !Ref Tokens'],
  ['Password: !Ref DatabasePassword', 'Password: !Ref DatabasePassword'],
  ['password = var.database_password', 'password = var.database_password'],
  ['AuthType: NONE', 'AuthType: NONE'],
])('of the line %s a frame shows %s', (source, shown) => {
  expect(frame(source, line(1, 1, 2))).toContain(`1 │ ${shown}\n`)
})
