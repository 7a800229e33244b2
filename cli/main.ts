import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Host, Screen } from './host.ts'
import { answer, run } from './program.ts'

/** The composition root: the process, the clock and the disk are touched here and handed on. */
const host: Host = {
  arguments: process.argv.slice(2),
  environment: process.env,
  cwd: process.cwd(),
  version: readVersion(),
  output: screen(process.stdout),
  errors: screen(process.stderr),
  clock: () => performance.now(),
  today: () => new Date().toISOString().slice(0, 10),
  standardInput: readStandardInput,
  standardInputLines: () => createInterface({ input: process.stdin }),
  writeFile: (path, text) => writeFileSync(resolve(path), text),
  writeNewFile: (path, text) => {
    mkdirSync(dirname(resolve(path)), { recursive: true })
    writeFileSync(resolve(path), text, { flag: 'wx' })
  },
  post,
  processors: availableParallelism(),
  bundle: new URL('../policies/', import.meta.url),
  policies: new URL('../../policies/', import.meta.url),
}

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') process.exitCode = answer(problem, host)
})
process.on('uncaughtException', (problem) => {
  process.exit(answer(problem, host))
})
process.on('unhandledRejection', (problem) => {
  process.exit(answer(problem, host))
})

run(host).then((code) => {
  process.exitCode = code
})

/** The package's own: this file lies in dist/cli of it. */
function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function screen(stream: NodeJS.WriteStream): Screen {
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 100,
  }
}

async function readStandardInput(most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > most) break
  }
  return Buffer.concat(chunks)
}

async function post(url: URL, body: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  return { status: answer.status, text: await answer.text() }
}
