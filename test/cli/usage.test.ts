import { describe, expect, test } from 'vitest'
import { run } from '../../cli/program.ts'
import { fakeHost } from '../support/host.ts'

/** What is said of a command line, and its exit code. */
async function answer(...args: readonly string[]): Promise<string> {
  const host = fakeHost({ arguments: args })
  const code = await run(host)
  return `${code} ${host.printed.output}${host.printed.errors}`
}

describe('a wrong command line is refused in one sentence, with what was probably meant', () => {
  test.each([
    [['chekc'], "unknown command 'chekc'. Did you mean check?"],
    [['check', '--fial-on', 'high'], "unknown option '--fial-on'. Did you mean --fail-on?"],
    [
      ['check', '--fail-on', 'hgih'],
      '--fail-on takes critical, high, medium, low, info, none, not "hgih". Did you mean high?',
    ],
    [['check', '--unknown', 'maybe'], '--unknown takes ignore, note, fail, not "maybe".'],
    [['check', '--format', 'jsn'], '--format takes text, json, not "jsn". Did you mean json?'],
    [['check', '--output', 'report.json'], '--output takes NAME=VALUE, not "report.json".'],
    [
      ['check', '--output', 'jso=report.json'],
      '--output takes FORMAT=FILE with the format text or json, not "jso=report.json". Did you mean json?',
    ],
    [['check', '--only', 'a,,b'], '--only takes names between commas, and one in "a,,b" is empty.'],
    [['check', '--region', 'Frankfurt'], '--region takes a region like eu-central-1, not "Frankfurt".'],
    [['check', '--account', '1234'], '--account takes the twelve digits of an account id, not "1234".'],
    [['check', '--now', '2026-02-30'], '--now takes a day like 2026-11-22, not "2026-02-30".'],
    [['check', '--now', 'tomorrow'], '--now takes a day like 2026-11-22, not "tomorrow".'],
    [
      ['check', '--limit', 'file-sise=3'],
      '--limit knows file-size, plan-size, total-size, files, names, not "file-sise". Did you mean file-size?',
    ],
    [['check', '--limit', 'files=many'], '--limit files takes a number or a size like 20MB, not "many".'],
    [['model', 'a.yaml', '--view', 'nativ'], '--view takes entities, native, not "nativ". Did you mean native?'],
    [['model'], 'model takes a PATH to read: a file, a folder, or - for standard input.'],
    [['explain'], "missing required argument 'ID'. Try --help."],
  ])('%j', async (args, sentence) => {
    expect(await answer(...args)).toBe(`2 portcullis: ${sentence}\n`)
  })
})

test('without a command the help is shown, and nothing is taken for judged', async () => {
  expect(await answer()).toMatch(/^2 Usage: portcullis \[options\] \[command\]/)
})

test('what nobody foresaw is a defect, with a stack trace only if asked for', async () => {
  const broken = { bundle: new URL('http://example.com/') }
  const plain = fakeHost({ arguments: ['policy', 'list'], ...broken })
  expect(await run(plain)).toBe(70)
  expect(plain.printed).toEqual({
    output: '',
    errors:
      'portcullis: this is a defect in portcullis, not in your files: The URL must be of scheme file\n' +
      'Please report it with the command line and, if you can, the file that causes it. --verbose shows where it happened.\n',
    files: {},
  })
  const verbose = fakeHost({ arguments: ['check', '--verbose'], ...broken })
  expect(await run(verbose)).toBe(70)
  expect(verbose.printed.errors).toMatch(/\n {4}at /)
})

test('the version is printed alone', async () => {
  expect(await answer('--version')).toBe('0 portcullis 1.2.3\n')
})

describe('every command has help with an example', () => {
  test.each([[['check', '--help']], [['model', '--help']], [['explain', '--help']], [['help', 'check']]])(
    '%j',
    async (args) => {
      expect(await answer(...args)).toMatch(/^0 Usage: portcullis [\s\S]+\nExamples:\n {2}portcullis /)
    },
  )
})
