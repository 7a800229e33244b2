import { readFileSync } from 'node:fs'
import type { InjectOptions } from 'fastify'
import { loadBundle, loadDataModule } from '../../../engine/bundle/load.ts'
import type { Configuration } from '../../../engine/configuration/configuration.ts'
import { defaultEvaluationLimits } from '../../../engine/evaluate/limits.ts'
import { createApp } from '../../../server/app.ts'
import { compiled } from '../../../server/pool/compiled.ts'
import { createPool } from '../../../server/pool/pool.ts'
import { resolveSettings } from '../../../server/settings.ts'

/** The day all of these tests take place on. */
export const today = '2026-11-22'

const policies = new URL('../../../dist/policies/', import.meta.url)

export interface TestServer {
  readonly ask: (request: InjectOptions) => Promise<Answer>
  readonly post: (url: string, body: unknown) => Promise<Answer>
  readonly close: () => Promise<void>
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly json: unknown
  readonly headers: Readonly<Record<string, unknown>>
}

/** The server with the policies that ship and the built worker, not listening. */
export async function startServer(configuration: Configuration = {}, data?: WebAssembly.Module): Promise<TestServer> {
  const settings = resolveSettings(configuration, [], 2)
  const bundle = await compiled(await loadBundle(policies))
  const { admissions, threads, timeLimitMs, memoryMb, waitingLimit, bodyLimit } = settings
  const pool = createPool({
    worker: new URL('../../../dist/server/pool/worker.js', import.meta.url),
    workerData: {
      bundles: [bundle],
      data: data ?? (await loadDataModule(policies)),
      limits: { ...defaultEvaluationLimits, memoryMb },
      version: '1.2.3',
      admissions,
    },
    threads,
    timeLimitMs,
    memoryMb,
    waitingLimit,
  })
  let id = 0
  const { app, end } = await createApp({
    pool,
    manifests: [bundle.manifest],
    version: '1.2.3',
    today: () => today,
    bodyLimit,
    newId: () => `request-${++id}`,
  })
  const ask = async (request: InjectOptions): Promise<Answer> => {
    const { statusCode, payload, headers } = await app.inject(request)
    return { status: statusCode, text: payload, json: parsed(payload), headers }
  }
  return {
    ask,
    post: (url, body) =>
      ask({
        method: 'POST',
        url,
        payload: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    close: async () => {
      await end()
      await pool.close()
    },
  }
}

export function exampleFiles(folder: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
