import type {
  ExampleTest,
  FileCoverage,
  PolicyTest,
  PolicyTestReport,
  Problem,
  RegoTest,
} from '../model/policy-test.ts'
import { startOf } from '../model/source.ts'
import { drawFrame } from './text/frame.ts'
import { createScreen, indent, type Screen, type TextOptions } from './text/screen.ts'
import { padEnd, padStart, plain } from './text/width.ts'
import { count } from './text/words.ts'
import { wrap } from './text/wrap.ts'

export type PolicyTestTextOptions = Pick<TextOptions, 'colour' | 'width' | 'sources'>

/** What came of testing policies, for a person at a terminal: each policy, what is wrong at its place, and the result in the last line. */
export function policyTestText(report: PolicyTestReport, options: PolicyTestTextOptions): string {
  const screen = createScreen({ ...options, verbose: true, quiet: false }, [])
  const wrong = report.rego.tests.filter(({ problem }) => problem !== null)
  const sections = [
    ...report.policies.map((policy) => drawPolicy(policy, screen)),
    wrong.length === 0 ? [] : drawTests(wrong, screen),
    report.rego.coverage.length === 0 ? [] : drawCoverage(report.rego.coverage, screen),
    [conclusion(report, screen)],
  ].filter((lines) => lines.length > 0)
  return `${sections.map((lines, i) => [...(i > 0 ? [''] : []), ...lines].join('\n')).join('\n')}\n`
}

function drawPolicy({ id, examples, problems, hints }: PolicyTest, screen: Screen): readonly string[] {
  const { paint } = screen
  const failed = problems.length > 0 || examples.some((example) => example.problems.length > 0)
  const passed = examples.filter((example) => example.problems.length === 0)
  const mark = failed ? paint.red('failed') : paint.green('passed')
  return [
    `  ${mark}    ${paint.bold(plain(id))}`,
    ...(passed.length === 0 ? [] : wrapped(`as promised: ${passed.map(({ name }) => name).join(', ')}`, screen)),
    ...problems.flatMap((problem) => drawProblem('', problem, paint.red, screen)),
    ...examples.flatMap((example) => drawExample(example, screen)),
    ...(hints.length > 0 && failed ? [''] : []),
    ...hints.flatMap((hint) => drawHint(hint, screen)),
  ]
}

function drawExample({ name, problems }: ExampleTest, screen: Screen): readonly string[] {
  return problems.flatMap((problem) => drawProblem(`${name}: `, problem, screen.paint.red, screen))
}

function drawProblem(
  label: string,
  { message, location }: Problem,
  mark: (text: string) => string,
  screen: Screen,
): readonly string[] {
  const frame = location ? drawFrame(location, mark, screen) : []
  return ['', ...wrapped(`${label}${message}`, screen), ...frame]
}

/** In one line and its place: nothing has failed. */
function drawHint({ message, location }: Problem, screen: Screen): readonly string[] {
  const start = location && startOf(location.file)
  const where = location === null ? '' : location.startLine === start?.startLine ? '' : `line ${location.startLine}: `
  return wrapped(`hint: ${where}${message}`, screen).map((line) => screen.paint.dim(line))
}

function drawTests(tests: readonly RegoTest[], screen: Screen): readonly string[] {
  const { paint } = screen
  return [
    paint.bold('Rego tests'),
    ...tests.flatMap(({ name, outcome, problem, output }) => [
      '',
      `  ${paint.red(padEnd(outcome, 6))}    ${plain(name)}`,
      ...(problem ? drawProblem('', problem, paint.red, screen).slice(1) : []),
      ...output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `${indent}printed: ${plain(line)}`),
    ]),
  ]
}

function drawCoverage(files: readonly FileCoverage[], { paint }: Screen): readonly string[] {
  return [
    paint.bold('Lines that the Rego tests ran through'),
    ...files.map(({ file, percent, notCovered }) => {
      const lines = notCovered.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
      const share = padStart(`${Math.floor(percent)} %`, 8)
      const missing = lines === '' ? '' : paint.dim(`  not: ${lines}`)
      return `${percent < 100 ? paint.yellow(share) : paint.green(share)}    ${plain(file)}${missing}`
    }),
  ]
}

function conclusion({ passed, summary }: PolicyTestReport, { paint }: Screen): string {
  const { policies, examples, tests, failed, hints } = summary
  const tried = `${count(policies, 'policy', 'policies')}, ${count(examples, 'example')}, ${count(tests, 'Rego test')}`
  const said = hints === 0 ? '' : `, ${count(hints, 'hint')}`
  return passed
    ? paint.green(`Passed: ${tried}${said}.`)
    : paint.red(`Failed: ${failed} of all that was tried (${tried}${said}).`)
}

function wrapped(text: string, screen: Screen): readonly string[] {
  return wrap(text, screen.width - indent.length).map((line) => `${indent}${line}`)
}
