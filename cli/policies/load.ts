import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PolicyFile, readPolicyFolder } from '../../adapters/sources/policy-folder.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { Policy } from '../../model/policy.ts'
import type { Toolchain } from '../../toolchain/toolchain.ts'
import type { Host } from '../host.ts'
import type { Progress } from '../progress.ts'
import { UsageError } from '../usage.ts'

export const policiesHelp = 'the policies in this folder as well (repeatable)'

/** The policies that ship and those of the given folders, each compiled to a bundle of its own; compiled ones are kept. */
export async function loadBundles(
  folders: readonly string[],
  host: Host,
  progress?: Progress,
): Promise<readonly Bundle[]> {
  const bundles = [await builtin(host)]
  if (folders.length === 0) return bundles
  const toolchain = await startToolchain(host)
  const timer = setInterval(() => progress?.step('Compiling the policies (once: they are kept)'), 100)
  try {
    for (const folder of new Set(folders)) bundles.push(await compileFolder(folder, bundles, toolchain, host))
    return bundles
  } finally {
    clearInterval(timer)
    progress?.done()
    await toolchain.close()
  }
}

/** The policies that ship, read once in a process. */
function builtin({ bundle }: Host): Promise<Bundle> {
  const before = loaded.get(bundle.href)
  if (before !== undefined) return before
  const loading = import('../../engine/bundle/load.ts').then(({ loadBundle }) => loadBundle(bundle))
  loaded.set(bundle.href, loading)
  return loading
}

const loaded = new Map<string, Promise<Bundle>>()

export function policiesIn(bundles: readonly Bundle[]): readonly Policy[] {
  return bundles.flatMap(({ manifest }) => manifest.policies)
}

/** The Rego compiler, which keeps its answers in the user's cache folder. */
export async function startToolchain({ environment }: Host): Promise<Toolchain> {
  const { createToolchain } = await import('../../toolchain/toolchain.ts')
  const cache =
    environment.PORTCULLIS_CACHE || environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache')
  return createToolchain({ cacheDir: join(cache, 'portcullis', 'policies') })
}

/** Compiles a folder of policies, whose ids must be others than those of the bundles before it. */
async function compileFolder(
  folder: string,
  before: readonly Bundle[],
  toolchain: Toolchain,
  host: Host,
): Promise<Bundle> {
  const { compileBundle } = await import('../../engine/bundle/compile.ts')
  const files = readModules(folder, host)
  const taken = before.flatMap(({ manifest }) => manifest.policies.map((policy) => ({ policy, bundle: manifest.name })))
  return compileBundle(folder, files, { compile: toolchain.compile, library: readLibrary(host), taken })
}

/** The Rego files of a folder that holds policies. */
export function readModules(folder: string, host: Host): readonly PolicyFile[] {
  const files = readRego(folder, host)
  if (files.some(({ path }) => /(^|\/)policy\.rego$/.test(path))) return files
  throw new UsageError(
    `There are no policies in ${folder}: a policy is a folder PRACTICE/NAME with a policy.rego. \`portcullis policy new\` makes one.`,
  )
}

/** Every Rego file under a folder. */
export function readRego(folder: string, host: Host): readonly PolicyFile[] {
  const { files, diagnostics } = readPolicyFolder(folder, host.cwd)
  const [problem] = diagnostics
  if (problem) throw new UsageError(problem.message)
  return files
}

/** What every policy builds on: the library and the entry point, as they ship. */
export function readLibrary({ policies }: Host): readonly PolicyFile[] {
  const { files, diagnostics } = readPolicyFolder(fileURLToPath(policies), fileURLToPath(policies))
  const [problem] = diagnostics
  if (problem) throw new Error(`the policies that ship cannot be read: ${problem.message}`)
  return files.filter(({ path }) => path === 'main.rego' || (path.startsWith('lib/') && !path.endsWith('_test.rego')))
}
