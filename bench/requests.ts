import { readFileSync } from 'node:fs'
import autocannon, { type Result } from 'autocannon'
import type { Effort } from './effort.ts'
import { makeInput, select } from './inputs.ts'
import { manifest, program } from './ours.ts'
import { canonicalSet } from './same.ts'
import { type Server, startServer } from './server-process.ts'
import { template } from './stacks.ts'
import { median } from './statistics.ts'

/** Answers a second. */
export interface DataRate {
  readonly functions: number
  readonly bytes: number
  readonly ours: number
  readonly native: number
}

export interface AdmissionRate {
  readonly what: string
  readonly bytes: number
  readonly ours: number
  /** Milliseconds, the median under this load. */
  readonly latency: number
}

/** `portcullis serve`, saying as little as `opa` does. */
export function serveOurs(): Promise<Server> {
  const quiet = { PORTCULLIS_SERVER_LOG_LEVEL: 'error' }
  return startServer(process.execPath, (port) => [program, 'serve', '--port', String(port)], quiet)
}

/** `/v1/data` of both servers in turn, from one load generator, after a look that both answer the same. */
export async function measureData(ours: Server, native: Server, effort: Effort): Promise<readonly DataRate[]> {
  const ids = manifest.policies.map(({ id }) => id)
  const rates: DataRate[] = []
  for (const functions of [5, 50, 500]) {
    const { document } = await makeInput(functions, 'few findings', manifest.policies)
    const body = JSON.stringify({ input: select(document, ids) })
    const answers = await Promise.all([ours, native].map((server) => ask(server, body)))
    if (answers[0] !== answers[1]) throw new Error(`opa and we answer differently about ${functions} functions`)
    const turns: { readonly ours: number; readonly native: number }[] = []
    for (let turn = 0; turn < effort.loadTurns; turn += 1) {
      turns.push({
        ours: (await load(`${ours.url}${query}`, body, effort.load)).rate,
        native: (await load(`${native.url}${query}`, body, effort.load)).rate,
      })
    }
    rates.push({
      functions,
      bytes: Buffer.byteLength(body),
      ours: median(turns.map((turn) => turn.ours)),
      native: median(turns.map((turn) => turn.native)),
    })
  }
  return rates
}

/** `/v1/admissions`, which `opa` has no like of: files in, a decision with its report out. */
export async function measureAdmissions(ours: Server, effort: Effort): Promise<readonly AdmissionRate[]> {
  const shop = readFileSync('examples/shop/cloudformation/template.yaml', 'utf8')
  const files: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    '`examples/shop/cloudformation`, YAML': { 'template.yaml': shop },
    'a template of 5 functions, JSON': { 'template.json': template(5, 'few findings') },
    'a template of 50 functions, JSON': { 'template.json': template(50, 'few findings') },
  }
  const rates: AdmissionRate[] = []
  for (const [what, own] of Object.entries(files)) {
    const body = JSON.stringify({ input: { files: own } })
    const turns: Load[] = []
    for (let turn = 0; turn < effort.loadTurns; turn += 1) {
      turns.push(await load(`${ours.url}/v1/admissions`, body, effort.load))
    }
    rates.push({
      what,
      bytes: Buffer.byteLength(body),
      ours: median(turns.map(({ rate }) => rate)),
      latency: median(turns.map(({ latency }) => latency)),
    })
  }
  return rates
}

const query = '/v1/data/main/findings'
export const connections = 8

async function ask({ url }: Server, body: string): Promise<string> {
  const answer = await fetch(`${url}${query}`, { method: 'POST', body, headers })
  const { result } = (await answer.json()) as { readonly result: readonly unknown[] }
  return canonicalSet(result)
}

const headers = { 'content-type': 'application/json' }

interface Load {
  readonly rate: number
  readonly latency: number
}

/**
 * As many requests as take about this long, all of them answered: what is broken off at the end would still burden the
 * server. All answers must be good ones.
 */
async function load(url: string, body: string, seconds: number): Promise<Load> {
  const run = async (amount: number): Promise<Load> => {
    const started = performance.now()
    // It tells that it is done on a full second, so the end is taken from the last answer.
    let ended = started
    const result = await new Promise<Result>((resolve, reject) => {
      const options = { url, method: 'POST', headers, body, connections, amount, timeout: 60 } as const
      const load = autocannon(options, (problem, found) => (problem ? reject(problem) : resolve(found)))
      load.on('response', () => {
        ended = performance.now()
      })
    })
    const { non2xx, errors, latency } = result
    if (non2xx > 0 || errors > 0)
      throw new Error(`${url}: ${non2xx} of ${amount} refused and ${errors} errors under load`)
    return { rate: amount / ((ended - started) / 1000), latency: latency.p50 }
  }
  const { rate } = await run(connections * 2)
  return run(Math.max(connections * 2, Math.min(Math.ceil(rate * seconds), 100_000)))
}
