// What share of the model's attributes is unknown over public templates and modules, and why.
//   node scripts/survey-model.mjs     PORTCULLIS_CORPORA: the folder of the corpora
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const corpora = resolve(process.env.PORTCULLIS_CORPORA ?? '../shared/corpora')
const scratch = mkdtempSync(join(tmpdir(), 'portcullis-survey-'))
try {
  for (const [name, archive] of Object.entries({
    cloudformation: 'cloudformation/templates.tgz',
    sam: 'sam/translator.tgz',
    terraform: 'terraform/modules.tgz',
  }))
    survey(name, requestsIn(unpacked(name, archive)))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function unpacked(name, archive) {
  const folder = join(scratch, name)
  execFileSync('mkdir', ['-p', folder])
  execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder])
  return folder
}

/** Each template by itself, each module and each of its examples as a root. */
function requestsIn(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const templates = names.filter((name) => isTemplate(name)).map((file) => ({ file, args: ['--root', folder] }))
  const roots = names.filter((name) => /\/main\.tf$/.test(name)).map((name) => join(name, '..'))
  return [...templates, ...roots.map((dir) => ({ dir, args: ['--root', folder] }))]
}

function isTemplate(name) {
  if (!/\.(ya?ml|json)$/.test(name) || /\/error\/|\/expected\.json$/.test(name)) return false
  return /Resources/.test(readFileSync(name, 'utf8'))
}

function survey(name, requests) {
  const { stdout } = spawnSync(process.execPath, ['dist/cli/main.js', 'model', '--batch'], {
    input: `${requests.map((request) => JSON.stringify(request)).join('\n')}\n`,
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  })
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const causes = new Map()
  let [known, unknown] = [0, 0]
  for (const stack of answers.flatMap(({ model }) => model?.stacks ?? [])) {
    // Resources in their own format's words are no attributes of the model.
    const isModel = (path) => !path.startsWith('resources/')
    const open = Object.entries(stack.unknown ?? {}).filter(([path]) => isModel(path))
    known += Object.keys(stack.locations ?? {}).filter((path) => isModel(path) && !(path in stack.unknown)).length
    unknown += open.length
    for (const [, { why }] of open) causes.set(sort(why), (causes.get(sort(why)) ?? 0) + 1)
  }
  const crashes = answers.filter(({ crash }) => crash !== undefined).length
  const share = ((100 * unknown) / (known + unknown)).toFixed(1)
  process.stdout.write(
    `\n${name}: ${requests.length} inputs, ${crashes} crashes, ${answers.length - requests.length} unanswered; ${known} attributes known, ${unknown} unknown (${share} %)\n`,
  )
  for (const [why, count] of [...causes].sort((one, other) => other[1] - one[1]).slice(0, 25))
    process.stdout.write(`${String(count).padStart(7)}  ${why}\n`)
}

/** A cause without the names in it. */
function sort(why) {
  return why
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\barn:\S+/g, 'arn:…')
    .replace(/\$\{[^}]*\}/g, '${…}')
    .replace(/\b(?:data|module|var|local|aws_\w+)\.[\w.[\]"-]+/g, '…')
    .replace(/^\S+ has no value/, '… has no value')
    .replace(/^what \S+ (?:is|does|permits)/, (start) => start.replace(/ \S+ /, ' … '))
}
