import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import type { Bundle } from '../engine/bundle/bundle.ts'
import { builtFile, loadDataModule } from '../engine/bundle/load.ts'
import type { Configuration, ServerSettings } from '../engine/configuration/configuration.ts'
import { defaultEvaluationLimits } from '../engine/evaluate/limits.ts'
import type { Settings } from '../engine/settings.ts'
import { createApp } from './app.ts'
import { compiled } from './pool/compiled.ts'
import { createPool, type Pool } from './pool/pool.ts'
import { type ResolvedSettings, resolveSettings } from './settings.ts'

export interface ServeOptions {
  readonly configuration: Configuration
  /** The roles that it describes. */
  readonly roles?: Settings['roles']
  /** Replace the configuration's, the last one first of all. */
  readonly settings: readonly ServerSettings[]
  /** What it judges by, ours first. */
  readonly bundles: readonly Bundle[]
  /** The folder of our compiled policies. */
  readonly folder: URL
  readonly version: string
  /** Told where the server listens, once it does. */
  readonly listening: (url: string) => void
}

/** The address cannot be listened on. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/**
 * Serves until the process is told to end (SIGINT, SIGTERM): then what was taken is finished, the rest refused. A second
 * signal ends it at once. Throws {@link CannotListen}.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const settings = resolveSettings(options.configuration, options.settings, availableParallelism())
  const pool = await startPool(settings, options)
  const { app, end } = await createApp({
    pool,
    manifests: options.bundles.map(({ manifest }) => manifest),
    version: options.version,
    today: () => new Date().toISOString().slice(0, 10),
    bodyLimit: settings.bodyLimit,
    newId: randomUUID,
    logLevel: settings.logLevel,
  })
  const told = signal()
  try {
    options.listening(await app.listen({ host: settings.host, port: settings.port }))
  } catch (problem) {
    await pool.close()
    throw new CannotListen(sentence(problem, settings), { cause: problem })
  }
  app.log.info({ signal: await told }, 'ending: what was taken is finished')
  await end()
  await pool.close()
}

async function startPool(settings: ResolvedSettings, { bundles, folder, version, roles }: ServeOptions): Promise<Pool> {
  const { memoryMb, threads, timeLimitMs, waitingLimit, admissions } = settings
  const pool = createPool({
    worker: builtFile('server/pool/worker.js'),
    workerData: {
      bundles: await Promise.all(bundles.map(compiled)),
      data: await loadDataModule(folder),
      limits: { ...defaultEvaluationLimits, memoryMb },
      version,
      admissions: { ...admissions, ...(roles ? { roles } : {}) },
    },
    threads,
    timeLimitMs,
    memoryMb,
    waitingLimit,
  })
  await Promise.all(Array.from({ length: threads }, () => warmUp(pool)))
  return pool
}

/** So that nobody waits for the policies to load, and a bundle that cannot be loaded stops the start. */
async function warmUp(pool: Pool): Promise<void> {
  const wants = { pretty: false, metrics: false, strict: false }
  await pool.run({ type: 'data', version: 'v1', path: ['main'], input: { in: 'none' }, wants })
}

function signal(): Promise<string> {
  return new Promise((resolve) => {
    const hear = (name: string): void => {
      resolve(name)
      process.once(name, () => process.exit(name === 'SIGINT' ? 130 : 143))
    }
    process.once('SIGINT', hear)
    process.once('SIGTERM', hear)
  })
}

function sentence(problem: unknown, { host, port }: ResolvedSettings): string {
  const { code = String(problem) } = problem as { readonly code?: string }
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'something listens there already; give another --port',
    EACCES: 'the system does not allow it; ports below 1024 need rights',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such host',
  }
  return `cannot listen on ${host}:${port}: ${reasons[code] ?? code}.`
}
