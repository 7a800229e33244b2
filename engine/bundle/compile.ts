import { inputSchema } from '../../model/input-schema.ts'
import type { Policy } from '../../model/policy.ts'
import type { SourceFile } from '../../model/source.ts'
import { builtinNames } from '../evaluate/capabilities.ts'
import { type Bundle, entrypoint } from './bundle.ts'
import { makeManifest, type PackageDescription } from './manifest.ts'
import { type Placed, placeProblems } from './places.ts'
import { PolicyProblems, problemsOf } from './policy-problems.ts'

/** A module of an organisation: its text, and the names of the two folders it lies in. */
export type Module = SourceFile & Placed

/** What it takes to compile: Rego sources by file, the entry points, the built-ins and the input's schema. */
export type Compile = (request: {
  readonly modules: Readonly<Record<string, string>>
  readonly entrypoints: readonly string[]
  readonly builtins: readonly string[]
  readonly inputSchema: object
}) => Promise<{ readonly wasm: Uint8Array; readonly packages: readonly PackageDescription[] }>

export interface Surroundings {
  readonly compile: Compile
  /** Our library and entry point. They are compiled in, under names that no file of an organisation has. */
  readonly library: readonly SourceFile[]
  /** Policies whose ids are taken, with the bundle they are in. */
  readonly taken: readonly { readonly policy: Policy; readonly bundle: string }[]
  /** The modules are those that ship: they may be packages of the library. */
  readonly ours?: boolean
}

/**
 * Compiles an organisation's policies beside our library. Throws `PolicyProblems` for Rego that is wrong, for metadata
 * and places that are, and for ids that are taken: all of them, each with its place.
 */
export async function compileBundle(name: string, modules: readonly Module[], around: Surroundings): Promise<Bundle> {
  const own = modules.filter(({ path }) => !path.endsWith('_test.rego'))
  const problems = around.ours ? [] : placeProblems(own, around.taken)
  if (problems.some(({ fatal }) => fatal)) throw new PolicyProblems(problems)
  const compiled = await around.compile(requestOf(own, around.library)).catch((reason: unknown) => {
    throw new PolicyProblems([...problems, ...problemsOf(reason)])
  })
  const files = new Set(own.map(({ path }) => path))
  const packages = compiled.packages.filter((described) => described.files.some((file) => files.has(file)))
  try {
    const manifest = makeManifest(name, compiled.wasm, packages)
    if (problems.length > 0) throw new PolicyProblems(problems)
    return { manifest, wasm: compiled.wasm, guarded: true }
  } catch (reason) {
    if (reason instanceof PolicyProblems) throw reason
    throw new PolicyProblems([...problems, ...problemsOf(reason)])
  }
}

/** The same for every use of the same sources, so that its answer can be kept. */
export function requestOf(own: readonly SourceFile[], library: readonly SourceFile[]): Parameters<Compile>[0] {
  const modules = [...library.map(({ path, text }) => [`${builtIn}/${path}`, text] as const), ...own.map(named)]
  return {
    modules: Object.fromEntries(modules),
    entrypoints: [entrypoint],
    builtins: builtinNames,
    inputSchema: JSON.parse(JSON.stringify(inputSchema())) as object,
  }
}

/** What our own files are called where an organisation's stand beside them. */
export const builtIn = '(built in)'

function named({ path, text }: SourceFile): readonly [string, string] {
  return [path, text]
}
