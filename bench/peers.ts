import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Effort } from './effort.ts'
import { program } from './ours.ts'
import { median } from './statistics.ts'

const execute = promisify(execFile)

/** How long programs take for the same work. */
export interface PeerTimes {
  readonly work: string
  /** Milliseconds from the start of the process to its end; ours first. */
  readonly tools: readonly { readonly name: string; readonly time: number }[]
}

const versions = { tfsec: '1.28.14', checkov: '3.3.30', translator: '1.115.0' } as const

/** The programs that people use now, each in a new process, in turn with ours. They are fetched once, by pip and by Go. */
export async function measurePeers(effort: Effort): Promise<readonly PeerTimes[]> {
  const { python, tfsec } = await preparePeers()
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-peers-'))
  try {
    const tree = terraformTree(join(folder, 'tree'))
    const peers = {
      [`tfsec ${versions.tfsec}`]: [tfsec, tree, '--format', 'json', '--soft-fail'],
      [`checkov ${versions.checkov}`]: [python('checkov'), '-d', tree, '--framework', 'terraform', '--output', 'json'],
    }
    const folders = `${copies} folders like examples/shop/terraform`
    const ours = (...args: readonly string[]) => [process.execPath, program, ...args, tree, '--format', 'json']
    const times = [
      await measure(`Terraform: ${folders}, parsed and evaluated; theirs judge it too`, effort.peerRuns, {
        'portcullis model': ours('model', '--view', 'native'),
        ...peers,
      }),
      await measure(`Terraform: ${folders}, judged`, effort.peerRuns, { portcullis: ours('check'), ...peers }),
    ]
    const templates = await samTemplates(folder)
    if (templates === undefined) return times
    const requests = readdirSync(templates).map((name) =>
      JSON.stringify({ file: join(templates, name, 'template.yaml') }),
    )
    const expansion = await measure(`SAM: ${requests.length} templates expanded in one process`, effort.peerRuns, {
      portcullis: [process.execPath, program, 'expand', '--batch', { input: `${requests.join('\n')}\n` }],
      [`aws-sam-translator ${versions.translator}`]: [python('python'), 'bench/translate.py', templates],
    })
    return [...times, expansion]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const copies = 40

function terraformTree(tree: string): string {
  for (let copy = 0; copy < copies; copy += 1)
    cpSync('examples/shop/terraform', join(tree, `app${copy}`), { recursive: true })
  return tree
}

/** The translator's own test templates, where the corpora are at hand. */
async function samTemplates(folder: string): Promise<string | undefined> {
  const archive = resolve(process.env.PORTCULLIS_CORPORA ?? '../shared/corpora', 'sam/translator.tgz')
  if (!existsSync(archive)) return undefined
  await execute('tar', ['xzf', archive, '-C', folder])
  return join(folder, 'success')
}

type Command = readonly (string | { readonly input: string })[]

async function measure(work: string, runs: number, commands: Readonly<Record<string, Command>>): Promise<PeerTimes> {
  const tools = Object.entries(commands).map(([name, command]) => ({ name, command, times: [] as number[] }))
  for (let run = 0; run < runs; run += 1) {
    for (const { command, times } of tools) times.push(await timeOf(command))
  }
  return { work, tools: tools.map(({ name, times }) => ({ name, time: median(times) })) }
}

function timeOf(command: Command): Promise<number> {
  const [file = '', ...args] = command.filter((part) => typeof part === 'string')
  const input = command.find((part) => typeof part === 'object')?.input ?? ''
  return new Promise((done, reject) => {
    const started = performance.now()
    const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2000)
    })
    child.stdin.on('error', () => undefined).end(input)
    child.once('error', reject)
    // 1: there are findings.
    child.once('close', (code) => {
      if (code === 0 || code === 1) done(performance.now() - started)
      else reject(new Error(`${file} ${args.join(' ')} ended with ${code}: ${said}`))
    })
  })
}

interface Peers {
  /** A program of the Python environment. */
  readonly python: (name: string) => string
  readonly tfsec: string
}

/** Kept in the user's cache folder. Needs Go and Python. */
async function preparePeers(): Promise<Peers> {
  const { PORTCULLIS_CACHE, XDG_CACHE_HOME } = process.env
  const cache = resolve(PORTCULLIS_CACHE || XDG_CACHE_HOME || join(homedir(), '.cache'), 'portcullis/bench')
  const folder = join(cache, `peers-${Object.values(versions).join('-')}`)
  const peers = { python: (name: string) => join(folder, 'python/bin', name), tfsec: join(folder, 'tfsec') }
  if (existsSync(peers.tfsec)) return peers
  console.error('fetching the programs to compare with (once)')
  mkdirSync(folder, { recursive: true })
  await execute('python3', ['-m', 'venv', join(folder, 'python')])
  const packages = [`checkov==${versions.checkov}`, `aws-sam-translator==${versions.translator}`]
  await execute(peers.python('pip'), ['install', '--quiet', ...packages])
  const env = { ...process.env, GOBIN: join(folder, 'go'), GOFLAGS: '' }
  await execute('go', ['install', `github.com/aquasecurity/tfsec/cmd/tfsec@v${versions.tfsec}`], { env })
  renameSync(join(folder, 'go/tfsec'), peers.tfsec)
  return peers
}
