import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

/** Below `dist`. */
export const joinedFile = 'cli/joined.cjs'

/** Of `joinedFile`: its functions compiled, as the build has found them after a run. */
export const codeFile = `${joinedFile}.code`

export interface Joined {
  /** The exports of the joined file. */
  readonly exports: { readonly parts: typeof import('./joined.ts').parts }
  readonly script: Script
}

/**
 * Runs the joined file. Where the compiled code beside it is of this version of V8, nothing is parsed or compiled that
 * an ordinary run needs; V8 refuses any other (`cachedDataRejected` of https://nodejs.org/api/vm.html#new-vmscriptcode-options)
 * and compiles as ever. The build removes the code before it writes the file, so the two belong together.
 */
export function loadJoined(dist: URL): Joined {
  setFlagsFromString(`--interrupt-budget=${patience}`)
  const path = fileURLToPath(new URL(joinedFile, dist))
  // The build writes ASCII alone, which needs no decoding.
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, cachedData: codeOf(dist) })
  const module: { exports: unknown } = { exports: {} }
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void
  run(module.exports, createRequire(path), module, path, dirname(path))
  return { exports: module.exports as Joined['exports'], script }
}

/**
 * How much of a function runs, in bytes of bytecode, before V8 optimises it; else 67,584. A short run ends before most
 * of that pays, and a long one is no slower for it: see docs/measurements.md.
 */
const patience = 500_000

function codeOf(dist: URL): Buffer | undefined {
  try {
    return readFileSync(new URL(codeFile, dist))
  } catch {
    return undefined
  }
}
