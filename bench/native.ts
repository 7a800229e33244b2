import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Server, startServer } from './server-process.ts'

const execute = promisify(execFile)

/** The native `opa` of the Go module that our compiler is built from, and our policies' sources for it to read. */
export interface Native {
  readonly program: string
  readonly version: string
  /** A folder of our Rego, without tests and examples. */
  readonly policies: string
  /** Writes a document for `opa` to read; gives its path. */
  readonly write: (name: string, document: unknown) => string
  readonly remove: () => void
}

/** Builds `opa` once per version and keeps it in the user's cache folder. Needs Go. */
export async function prepareNative(): Promise<Native> {
  const version = /open-policy-agent\/opa v(\S+)/.exec(readFileSync('toolchain/opa/go.mod', 'utf8'))?.[1]
  if (version === undefined) throw new Error('toolchain/opa/go.mod names no version of OPA')
  const program = await build(version)
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-bench-'))
  const policies = join(folder, 'policies')
  cpSync('policies', policies, { recursive: true, filter: isNoTest })
  return {
    program,
    version,
    policies,
    write(name, document) {
      const path = join(folder, name)
      writeFileSync(path, JSON.stringify(document))
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function build(version: string): Promise<string> {
  const { PORTCULLIS_CACHE, XDG_CACHE_HOME } = process.env
  const cache = resolve(PORTCULLIS_CACHE || XDG_CACHE_HOME || join(homedir(), '.cache'), 'portcullis/bench')
  const program = join(cache, `opa-${version}`)
  if (existsSync(program)) return program
  const draft = join(cache, `draft-${process.pid}`)
  mkdirSync(draft, { recursive: true })
  console.error(`building opa ${version} with Go (once)`)
  try {
    const env = { ...process.env, GOBIN: draft, GOFLAGS: '' }
    await execute('go', ['install', `github.com/open-policy-agent/opa@v${version}`], { env })
    renameSync(join(draft, 'opa'), program)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return program
}

/** Folders, and Rego that is no test: all else would be read as data. */
function isNoTest(path: string): boolean {
  if (/[\\/]examples$/.test(path) || path.endsWith('_test.rego')) return false
  return path.endsWith('.rego') || !/\.\w+$/.test(path)
}

/** The set that the policies give, by `opa eval`. */
export async function nativeResult({ program, policies }: Native, input: string): Promise<readonly unknown[]> {
  const args = ['eval', '-d', policies, '-i', input, '--format', 'json', 'data.main.findings']
  const { stdout } = await execute(program, args, { maxBuffer: 1024 ** 3 })
  const { result } = JSON.parse(stdout) as { result: readonly [{ expressions: readonly [{ value: unknown[] }] }] }
  return result[0].expressions[0].value
}

/** Milliseconds of one evaluation, by `opa bench`: the mean over about a second, the input read before. */
export async function nativeTime({ program, policies }: Native, input: string): Promise<number> {
  const args = ['bench', '-d', policies, '-i', input, '--metrics=false', '--format', 'json', 'data.main.findings']
  const { stdout } = await execute(program, args)
  const { N, T } = JSON.parse(stdout) as { readonly N: number; readonly T: number }
  return T / N / 1e6
}

/** `opa run --server` with our policies. */
export function serveNative({ program, policies }: Native): Promise<Server> {
  const quiet = ['--log-level', 'error', '--disable-telemetry']
  return startServer(program, (port) => ['run', '--server', '--addr', `127.0.0.1:${port}`, ...quiet, policies])
}

/** Milliseconds of one request, by the server's own clock: its body read, evaluated and the result made. */
export async function nativeRequestTime({ url }: Server, input: unknown): Promise<number> {
  const address = `${url}/v1/data/main/findings?metrics=true`
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ input }) })
  const { metrics } = (await answer.json()) as { readonly metrics: { readonly timer_server_handler_ns: number } }
  return metrics.timer_server_handler_ns / 1e6
}
