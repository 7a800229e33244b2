// Draws findings at random over public templates and modules, to be reviewed by hand: is each of them right?
//   node scripts/draw-findings.mjs [--count 50] [--seed 1] [--practice NAME…]     PORTCULLIS_CORPORA: the folder of the corpora
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { answersTo, inScratch, isTemplate, unpacked } from './public-inputs.mjs'

const { values: asked } = parseArgs({
  options: {
    count: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    practice: { type: 'string', multiple: true, default: [] },
  },
})
inScratch((scratch) => {
  const findings = judge(requests(scratch)).filter(isAsked)
  process.stdout.write(`${findings.length} findings\n`)
  drawn(findings, Number(asked.count), Number(asked.seed)).forEach((finding, index) => {
    show(finding, index, scratch)
  })
})

/** What to judge: each public template by itself, each module with its examples. */
function requests(scratch) {
  const files = unpacked(scratch, 'cloudformation/templates.tgz', 'terraform/modules.tgz', 'sam/translator.tgz')
  const templates = files.filter(isTemplate)
  const modules = files.filter((name) => /\/examples\/[^/]+\/main\.tf$/.test(name)).map((name) => join(name, '..'))
  return [
    ...templates.map((file) => ({ file, args: ['--root', scratch] })),
    ...modules.map((dir) => ({ dir, args: ['--root', scratch] })),
  ]
}

function judge(requests) {
  return answersTo('check', requests)
    .sort((one, other) => ((one.file ?? one.dir) < (other.file ?? other.dir) ? -1 : 1))
    .flatMap(({ report }) => report?.findings ?? [])
}

function isAsked({ verdict, practice }) {
  return verdict === 'fail' && (asked.practice.length === 0 || asked.practice.includes(practice))
}

/** A number of items, the same for the same seed. Source of the generator: Park and Miller, "minimal standard". */
function drawn(items, count, seed) {
  let state = seed
  const keyed = items.map((item) => {
    state = (state * 48_271) % 2_147_483_647
    return { item, key: state }
  })
  return keyed
    .sort((one, other) => one.key - other.key)
    .slice(0, count)
    .map(({ item }) => item)
}

function show({ policy, severity, title, detail, resource, location, via }, index, scratch) {
  const file = resolve(location.file)
  const lines = readFileSync(file, 'utf8').split('\n')
  const from = Math.max(location.startLine - 6, 0)
  const excerpt = lines
    .slice(from, location.startLine + 6)
    .map((line, offset) => `${from + offset + 1 === location.startLine ? '>' : ' '} ${line}`)
  const name = file.slice(scratch.length + 1)
  process.stdout.write(
    `\n${index + 1}. ${severity} ${policy} ${resource.id} (${resource.type})\n   ${name}:${location.startLine} ${title}: ${detail}${via.length > 0 ? ` via ${via.map(({ reason }) => reason)}` : ''}\n${excerpt.join('\n')}\n`,
  )
}
