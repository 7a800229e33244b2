// What share of the model's attributes is unknown over public templates and modules, and why.
//   node scripts/survey-model.mjs     PORTCULLIS_CORPORA: the folder of the corpora
import { join } from 'node:path'
import { answersTo, inScratch, isTemplate, unpacked } from './public-inputs.mjs'

inScratch((scratch) => {
  for (const [name, archive] of Object.entries({
    cloudformation: 'cloudformation/templates.tgz',
    sam: 'sam/translator.tgz',
    terraform: 'terraform/modules.tgz',
  }))
    survey(name, requestsIn(join(scratch, name), archive))
})

/** Each template by itself, each module and each of its examples as a root. */
function requestsIn(folder, archive) {
  const names = unpacked(folder, archive)
  const templates = names.filter(isTemplate).map((file) => ({ file, args: ['--root', folder] }))
  const roots = names.filter((name) => /\/main\.tf$/.test(name)).map((name) => join(name, '..'))
  return [...templates, ...roots.map((dir) => ({ dir, args: ['--root', folder] }))]
}

function survey(name, requests) {
  const answers = answersTo('model', requests)
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
