import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** What a run of the built program gave. */
export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
  /** Seconds from start to end, as its caller waits. */
  readonly seconds: number
  /** The most memory it held, in MB. */
  readonly megabytes: number
}

/**
 * One run of the built program in a folder of its own, described step by step:
 * `await portcullis('check').withFile('a.yaml', text).expectExit(1)`. Unless something else is said, it is expected to
 * exit with 0 and to write nothing on standard error. Awaiting it runs it and gives what it printed.
 */
export function portcullis(...args: readonly string[]): CliRun {
  return new CliRun(args)
}

class CliRun implements PromiseLike<Outcome> {
  readonly #args: readonly string[]
  readonly #files: (readonly [path: string, content: string | Uint8Array])[] = []
  readonly #environment: Record<string, string> = {}
  #input = ''
  #exitCode = 0
  #stderr: string | RegExp = ''
  #folder: string | undefined

  constructor(args: readonly string[]) {
    this.#args = args
  }

  /** Puts a file into the folder that the program runs in. */
  withFile(path: string, content: string | Uint8Array): this {
    this.#files.push([path, content])
    return this
  }

  withInput(text: string): this {
    this.#input = text
    return this
  }

  withEnvironment(name: string, value: string): this {
    this.#environment[name] = value
    return this
  }

  /** Runs there instead of in a new folder. */
  in(folder: string): this {
    this.#folder = folder
    return this
  }

  expectExit(code: number): this {
    this.#exitCode = code
    return this
  }

  expectStderr(text: string | RegExp): this {
    this.#stderr = text
    return this
  }

  then<Met = Outcome, Failed = never>(
    met?: ((outcome: Outcome) => Met | PromiseLike<Met>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Met | Failed> {
    return this.#run().then(met, failed)
  }

  async #run(): Promise<Outcome> {
    const folder = this.#folder ?? mkdtempSync(join(tmpdir(), 'portcullis-run-'))
    try {
      for (const [path, content] of this.#files) write(join(folder, path), content)
      const outcome = await execute(this.#args, folder, this.#environment, this.#input)
      this.#compare(outcome)
      return outcome
    } finally {
      if (this.#folder === undefined) rmSync(folder, { recursive: true, force: true })
    }
  }

  #compare({ exitCode, stderr, stdout }: Outcome): void {
    const shown = `portcullis ${this.#args.join(' ')}\n--- stdout\n${stdout.slice(-4000)}\n--- stderr\n${stderr}`
    expect(exitCode, shown).toBe(this.#exitCode)
    if (typeof this.#stderr === 'string') expect(stderr, shown).toBe(this.#stderr)
    else expect(stderr, shown).toMatch(this.#stderr)
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Preloaded into the program: it writes what the kernel measured when it ends. */
const meter = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.PORTCULLIS_METER, String(process.resourceUsage().maxRSS)))`,
)}`

function execute(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  input: string,
): Promise<Outcome> {
  const measured = mkdtempSync(join(tmpdir(), 'portcullis-meter-'))
  const env = { PATH: process.env.PATH ?? '', PORTCULLIS_METER: join(measured, 'kilobytes'), ...environment }
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', meter, program, ...args], { cwd, env })
  child.stdin.on('error', () => undefined).end(input)
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => {
      const seconds = (performance.now() - start) / 1000
      const megabytes = megabytesIn(env.PORTCULLIS_METER)
      rmSync(measured, { recursive: true, force: true })
      resolve({ ...printed, exitCode, seconds, megabytes })
    })
  })
}

/** Infinity where the program ended without a word, as it does when memory runs out. */
function megabytesIn(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8')) / 1024
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
