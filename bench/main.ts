import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { measureCommand } from './command.ts'
import { type Effort, full, quick } from './effort.ts'
import { type Evaluation, measureEvaluation } from './evaluation.ts'
import { type GeneratedInput, makeInput } from './inputs.ts'
import { prepareNative, serveNative } from './native.ts'
import { manifest } from './ours.ts'
import { type Measurements, page } from './page.ts'
import { measurePeers } from './peers.ts'
import { measurePolicies, type PolicyCosts } from './policies.ts'
import { measureAdmissions, measureData, serveOurs } from './requests.ts'
import type { Server } from './server-process.ts'
import { families } from './stacks.ts'

const written = 'docs/measurements.md'
const isQuick = process.argv.includes('--quick')
const text = page(await measure())
process.stdout.write(text)
if (!isQuick) writeFileSync(written, text + reviewed(readFileSync(written, 'utf8')))

async function measure(): Promise<Measurements> {
  const effort = isQuick ? quick : full
  const native = await prepareNative()
  const theirs = await serveNative(native)
  try {
    say('running the programs that people use now')
    const peers = await measurePeers(effort)
    say('running the whole command')
    const commands = await measureCommand(native, effort)
    const requests = await measureRequests(theirs, effort)
    const evaluations: Evaluation[] = []
    const policyCosts: PolicyCosts[] = []
    for (const family of families) {
      const inputs: GeneratedInput[] = []
      for (const functions of effort.sizes) {
        say(`evaluating ${functions} functions with ${family}`)
        const input = await makeInput(functions, family, manifest.policies)
        inputs.push(input)
        evaluations.push(await measureEvaluation(input, native, theirs, effort))
      }
      say(`evaluating each policy with ${family}`)
      const [, small, middle, large = middle] = inputs
      if (small && middle && large) policyCosts.push(measurePolicies(family, { small, middle, large }, effort))
    }
    return { machine: machine(native.version), evaluations, policyCosts, commands, peers, ...requests }
  } finally {
    await theirs.stop()
    native.remove()
  }
}

/** What people went through by hand stays as it is. */
function reviewed(before: string): string {
  const at = before.indexOf('\n## Fifty findings on public templates')
  return at === -1 ? '' : before.slice(at)
}

async function measureRequests(theirs: Server, effort: Effort): Promise<Pick<Measurements, 'data' | 'admissions'>> {
  const ours = await serveOurs()
  try {
    say('asking both servers')
    const data = await measureData(ours, theirs, effort)
    say('asking for admissions')
    return { data, admissions: await measureAdmissions(ours, effort) }
  } finally {
    await ours.stop()
  }
}

function machine(opa: string): Measurements['machine'] {
  return {
    processors: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: `${process.platform}/${process.arch}`,
    opa,
    policies: manifest.policies.length,
  }
}

function say(what: string): void {
  console.error(`bench: [${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${what}`)
}
