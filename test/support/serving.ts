import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** A run of the built `portcullis serve`, on a port that was free. */
export interface Serving {
  readonly url: string
  readonly signal: (name: NodeJS.Signals) => void
  /** Its exit code and all it printed, once it has ended. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>
}

/** Starts it with these settings and waits until it listens; a server that ends before is an error with what it said. */
export async function serving(settings = '', ...args: readonly string[]): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-serve-'))
  if (settings !== '') writeFileSync(join(folder, 'portcullis.yaml'), settings)
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '' },
  })
  const ended = outcomeOf(child).finally(() => rmSync(folder, { recursive: true, force: true }))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (text: string) => {
      said += text
      const found = /listening on (\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    ended.then(({ stderr }) => reject(new Error(stderr)), reject)
  })
  return { url, ended, signal: (name) => child.kill(name) }
}

function outcomeOf(child: ChildProcess): Serving['ended'] {
  const printed = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    printed.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    printed.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, ...printed }))
  })
}
