// Runs the scorers of the corpora that are at hand, prints their figures, and fails where one is worse than recorded.
//   node scripts/conformance.mjs [--record] [NAME…]     PORTCULLIS_CORPORA: the folder of the corpora (../shared/corpora)
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const floorsFile = new URL('conformance.json', import.meta.url)
const corpora = resolve(process.env.PORTCULLIS_CORPORA ?? '../shared/corpora')
const isRecording = process.argv.includes('--record')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const program = `node ${resolve('dist/cli/main.js')}`
const scratch = mkdtempSync(join(tmpdir(), 'portcullis-conformance-'))

/** What is measured: the corpus it needs, how it is scored, and the figures in what the scorer prints. */
const measures = [
  {
    name: 'sam',
    needs: 'sam/translator.tgz',
    run: () =>
      score('expand', '--corpus', corpus('sam/translator.tgz'), '--batch', '--command', `${program} expand --batch`),
    figures: {
      exact: /^exact (\d+)\//m,
      leafF1: /^leaf F1 ([\d.]+)/m,
      rejected: /errors rejected (\d+)/,
      message: /expected message (\d+)/,
    },
  },
  {
    name: 'terraform-language',
    needs: 'terraform/language.tgz',
    run: () => scoreTerraform('--cases', unpacked('terraform/language.tgz', 'language')),
    figures: { equal: /cases equal (\d+)/, invalid: /noticed (\d+)/, ...wrongs() },
  },
  {
    name: 'terraform-plan',
    needs: 'terraform/language.tgz',
    run: () => scoreTerraform('--plan', '--cases', unpacked('terraform/language.tgz', 'language')),
    figures: { equal: /cases equal (\d+)/, ...wrongs() },
  },
  {
    name: 'terraform-goldens',
    needs: 'terraform/goldens.tgz',
    run: () => scoreTerraform('--subset', '--cases', unpacked('terraform/goldens.tgz', 'goldens')),
    figures: { equal: /cases equal (\d+)/, ...wrongs() },
  },
  {
    name: 'terraform-expressions',
    needs: 'terraform/expressions.jsonl',
    run: () =>
      score(
        'terraform',
        ...[
          '--expressions',
          corpus('terraform/expressions.jsonl'),
          '--context',
          corpus('terraform/expressions-context'),
        ],
        ...['--cmd', `${program} model {dir} --view native --format json`],
      ),
    figures: { equal: /expressions equal (\d+)/, ...wrongs() },
  },
  {
    name: 'labels',
    needs: 'labels/dev.jsonl.gz',
    run: () => scoreLabels(),
    figures: hits(),
  },
  {
    name: 'labels of who may do what',
    needs: 'labels/dev.jsonl.gz',
    run: () => {
      const practices = [
        'least_privilege',
        'function_roles',
        'function_perimeter',
        'secrets',
        'credentials',
        'encryption',
      ]
      return scoreLabels(...practices.flatMap((practice) => ['--practice', practice]))
    },
    figures: hits(),
  },
  {
    name: 'own tests',
    needs: '.',
    run: () => vitest('corpus', 'differential', 'places'),
    figures: { failed: { pattern: /numFailedTests":(\d+)/, fewer: true }, passed: /numPassedTests":(\d+)/ },
  },
]

const recorded = JSON.parse(readFileSync(floorsFile, 'utf8'))
let isWorse = false
try {
  for (const measure of measures) {
    if (wanted.length > 0 && !wanted.includes(measure.name)) continue
    if (!existsSync(corpus(measure.needs)))
      console.log(`${measure.name}: skipped, there is no ${corpus(measure.needs)}`)
    else if (report(measure, measure.run())) isWorse = true
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (isRecording) writeFileSync(floorsFile, `${JSON.stringify(recorded, null, 2)}\n`)
process.exitCode = isWorse && !isRecording ? 1 : 0

/** Prints the figures of one measure beside those recorded; true where one is worse. */
function report({ name, figures }, printed) {
  const before = recorded[name] ?? {}
  const now = {}
  let worse = false
  const texts = Object.entries(figures).map(([figure, how]) => {
    const { pattern, fewer = false } = how instanceof RegExp ? { pattern: how } : how
    const found = pattern.exec(printed)?.[1]
    const value = found === undefined ? Number.NaN : Number(found)
    now[figure] = value
    const floor = before[figure]
    const isBad = Number.isNaN(value) || (floor !== undefined && (fewer ? value > floor : value < floor))
    worse ||= isBad
    return `${figure} ${found ?? 'not printed'}${isBad && floor !== undefined ? ` (recorded: ${floor})` : ''}`
  })
  console.log(`${name}: ${texts.join(', ')}${worse ? '  WORSE' : ''}`)
  if (worse && Object.values(now).some(Number.isNaN)) console.log(printed.slice(-2000))
  recorded[name] = now
  return worse
}

/** What must not be: stated and false, known and not stated, shown though sensitive. */
function wrongs() {
  return {
    contradictions: { pattern: /contradictions (\d+)/, fewer: true },
    lost: { pattern: /lost (\d+)/, fewer: true },
    inClear: { pattern: /in clear (\d+)/, fewer: true },
  }
}

/** What of the labels was found, and what of the findings is labelled. */
function hits() {
  return { precision: /^precision ([\d.]+) recall/m, recall: /^precision [\d.]+ recall ([\d.]+)/m }
}

function scoreLabels(...asked) {
  return score('labels', '--cases', corpus('labels/dev.jsonl.gz'), '--batch', `${program} check --batch`, ...asked)
}

function corpus(path) {
  return join(corpora, path)
}

function unpacked(archive, folder) {
  const target = join(scratch, archive.replaceAll('/', '-'))
  if (!existsSync(target)) {
    mkdirSync(target)
    execFileSync('tar', ['xzf', corpus(archive), '-C', target])
  }
  return join(target, folder)
}

function score(scorer, ...args) {
  return execute(process.execPath, [corpus(`score-${scorer}.mjs`), ...args])
}

function scoreTerraform(...args) {
  return score('terraform', ...args, '--batch', `${program} model --batch --view native`)
}

function vitest(...filters) {
  const output = join(scratch, 'vitest.json')
  const args = ['vitest', 'run', '--reporter=json', `--outputFile=${output}`, ...filters]
  const printed = execute('npx', args, { PORTCULLIS_CORPORA: corpora })
  return existsSync(output) ? readFileSync(output, 'utf8') : printed
}

/** What a program prints; that a scorer is not content shows in its figures. */
function execute(command, args, environment = {}) {
  const most = 256 * 1024 * 1024
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: most,
    env: { ...process.env, ...environment },
  })
  return `${stdout}${stderr}`
}
