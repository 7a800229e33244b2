import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { type TextOptions, toText } from '../../report/text.ts'
import { cleanReport, openUrl, report, secret, sharedRole, sharedRolePolicy, sources } from './sample.ts'

const options: TextOptions = {
  colour: false,
  sources,
  verbose: false,
  quiet: false,
  width: 80,
  policyOf: (id) => (id === sharedRolePolicy.id ? sharedRolePolicy : undefined),
}

test('a report shows each finding at its place, then what is unknown, then the decision', async () => {
  await expect(toText(report, options)).toMatchFileSnapshot('expected/report.txt')
})

test('colour adds to the text and takes nothing away', async () => {
  const coloured = toText(report, { ...options, colour: true })
  await expect(coloured).toMatchFileSnapshot('expected/report.colour.txt')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(toText(report, options))
})

test('verbose tells why at every finding and names everything', async () => {
  const twice = { ...report, findings: [...report.findings, { ...sharedRole, location: openUrl.location }] }
  await expect(toText(twice, { ...options, verbose: true })).toMatchFileSnapshot('expected/verbose.txt')
})

test('quiet is a line a finding and the decision', async () => {
  await expect(toText(report, { ...options, quiet: true })).toMatchFileSnapshot('expected/quiet.txt')
})

test('quiet lines of one policy and resource tell what sets them apart', () => {
  const details = ['DATABASE (password in url)', 'STRIPE (stripe key)', '']
  const text = toText(
    { ...report, findings: details.map((detail) => ({ ...secret, detail })) },
    { ...options, quiet: true },
  )
  const line = 'shop/template.yaml:30:21: high: Secret is written in the environment: OrderApi'
  expect(text.split('\n').slice(0, 3)).toEqual([
    `${line}: DATABASE (password in url) (secrets/literal_secret)`,
    `${line}: STRIPE (stripe key) (secrets/literal_secret)`,
    `${line} (secrets/literal_secret)`,
  ])
})

test('what only tells about a secret is shown as it stands', () => {
  const shown = (attributes: readonly string[]) =>
    toText({ ...report, findings: [{ ...secret, location: openUrl.location, attributes }] }, options)
  expect(shown(['sensitive'])).not.toContain('••••••')
  expect(shown(['environment/DATABASE/form'])).toContain('••••••')
})

test('a list that is cut says how many are missing', () => {
  const resources = ['f["a"]', 'f["b"]', 'f["c"]', 'f["d"]', 'f["e"]', 'f["f"]']
  const unknowns = report.unknowns.slice(0, 1).map((group) => ({ ...group, resources }))
  expect(toText({ ...report, unknowns }, options)).toContain('  on    f["a"], f["b"], f["c"] and 3 more\n')
})

test('a clean report is a short friendly line', async () => {
  await expect(toText(cleanReport, options)).toMatchFileSnapshot('expected/clean.txt')
})

test('no line of prose or source is wider than the terminal', () => {
  const wide = toText(report, { ...options, width: 72 })
    .split('\n')
    .filter((line) => line.length > 72 && !/^\s+more {2}portcullis explain \S+$/.test(line))
  expect(wide).toEqual([])
})

test('a module that was not read is told in the last line, which says why it denies and what to do', () => {
  const location = { file: 'infra/main.tf', startLine: 1, startColumn: 1, endLine: 1, endColumn: 11 }
  const unread: Report = {
    ...cleanReport,
    stacks: cleanReport.stacks.map((stack) => ({ ...stack, format: 'terraform', files: [location.file] })),
    diagnostics: [{ code: 'OPAQUE', severity: 'warning', message: 'module.l is not read.', location }],
  }
  const last = (shown: Report) =>
    toText(shown, { ...options, width: 400 })
      .trimEnd()
      .split('\n')
      .at(-1)
  expect(last(unread)).toMatch(/^Allowed: nothing to report, .*; 1 module was not read\.$/)
  expect(last({ ...unread, decision: 'deny' })).toBe(
    'Denied: 1 module was not read, and what is unknown fails here. Run "terraform init" and check again, or check the plan.',
  )
  expect(last({ ...unread, stacks: cleanReport.stacks, decision: 'deny' })).toBe(
    'Denied: 1 nested stack or macro was not read, and what is unknown fails here. Check the templates behind it as well, or the template that CloudFormation makes of a macro.',
  )
})

test('a file that could not be read is never allowed and says where it is wrong', async () => {
  const broken: Report = {
    ...cleanReport,
    decision: 'error',
    stacks: cleanReport.stacks.map((stack) => ({ ...stack, status: 'failed' })),
    diagnostics: [
      {
        code: 'SYNTAX',
        severity: 'error',
        message: 'expected a value here; a flow mapping is closed by }',
        location: { file: 'shop/template.yaml', startLine: 31, startColumn: 43, endLine: 31, endColumn: 43 },
      },
      { code: 'PATH_NOT_FOUND', severity: 'error', message: 'there is no file or folder shop/old', location: null },
    ],
  }
  await expect(toText(broken, options)).toMatchFileSnapshot('expected/error.txt')
})

test('more warnings of one code than a few are counted', () => {
  const warning = { code: 'NOT_EVALUATED', severity: 'warning', message: 'not evaluated', location: null } as const
  const noisy = { ...cleanReport, diagnostics: Array.from({ length: 40 }, () => warning) }
  expect(toText(noisy, options)).toContain('and 37 warnings like these (--verbose lists them)')
  expect(toText(noisy, { ...options, verbose: true }).match(/not evaluated$/gm)).toHaveLength(40)
})

test.each([
  ['deny', 'high', [openUrl, sharedRole], 'Denied: 1 finding at or above high (1 high).'],
  ['allow', 'critical', [openUrl], 'Allowed: nothing at or above critical; 1 finding and 15 unknown to look at.'],
  ['allow', 'none', [openUrl], 'Allowed: nothing can deny; 1 finding and 15 unknown to look at.'],
  ['error', 'medium', [openUrl], 'Not decided: not everything could be read; 1 finding in what was read.'],
] as const)('the last line of %s at %s says why', (decision, failOn, findings, line) => {
  const text = toText({ ...report, decision, findings, diagnostics: [] }, { ...options, failOn })
  expect(text.trimEnd().split('\n').at(-1)).toBe(line)
})

test('where unknown fails, the decision counts it', () => {
  const unknownOnly: Report = { ...report, findings: report.findings.filter(({ verdict }) => verdict === 'unknown') }
  const text = toText(unknownOnly, { ...options, unknown: 'fail' })
  expect(text.trimEnd().split('\n').at(-1)).toBe('Denied: 1 unknown at or above medium.')
})

test('of a long description the first sentences tell why', () => {
  const description = `${'What stands here is read by many. '.repeat(3)}${'And so on. '.repeat(20)}`
  const policyOf = () => ({ ...sharedRolePolicy, description })
  const text = toText({ ...report, findings: [sharedRole] }, { ...options, policyOf, width: 400 })
  const why = `${'What stands here is read by many. '.repeat(3)}${'And so on. '.repeat(9)}`
  const told = text.match(/why {3}(.*?) {12}fix/s)?.[1]?.replace(/\s+/g, ' ')
  expect(told).toBe(why)
})

test('ignored unknowns are counted in the table alone', () => {
  const text = toText(report, { ...options, unknown: 'ignore' })
  expect(text).not.toContain('RoleArn has no value')
  expect(text).toMatch(/^all +4 +15 +52$/m)
})

test('findings whose files are not to be had keep their place', () => {
  const text = toText({ ...report, findings: [openUrl], diagnostics: [] }, { ...options, sources: () => undefined })
  expect(text.split('\n').slice(0, 6)).toEqual([
    'shop/template.yaml 1 finding',
    '',
    '  high      Function URL is open to anyone',
    '            function url OrderApiUrl · function_perimeter/open_function_url',
    '          ╭ shop/template.yaml:13:17',
    '            AuthType NONE: whoever knows the URL can call OrderApi',
  ])
})

test('a name from a file cannot steer the terminal', () => {
  const hostile = { ...openUrl, detail: 'a\u001b[2Jb\u202ec\r\nd', resource: { ...openUrl.resource, id: 'X\u0007Y' } }
  const text = toText({ ...report, findings: [hostile] }, options)
  expect(text).toContain('function url XY')
  expect(text).toContain('a[2Jbc d')
  expect(text).not.toContain('\u001b')
})
