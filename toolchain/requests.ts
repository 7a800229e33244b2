import type { RegoProblem } from './errors.ts'

export interface TimeLimit {
  /** Milliseconds after which the call is ended and `ToolchainTimeout` thrown. */
  readonly timeoutMs?: number
}

/** Rego sources and what they are held against. All sources are Rego v1. */
export interface PolicySet extends TimeLimit {
  /** Source by file name; the name is what errors and annotations cite. */
  readonly modules: Readonly<Record<string, string>>
  /**
   * Names of the built-in functions that may be called; a call of any other is an error at its place. Equality and
   * assignment are always there. Without it: all of OPA's but those that reach for the network or the environment.
   */
  readonly builtins?: readonly string[]
  /** Without OPA's strict mode, for policies written elsewhere: unused variables and imports are no errors. */
  readonly lenient?: boolean
  /**
   * JSON Schema of `input`: a reference it does not allow is a type error. Objects with `properties` are closed unless
   * `additionalProperties` opens them; references lead only into the schema itself.
   */
  readonly inputSchema?: object
}

export interface CompileRequest extends PolicySet {
  /** Slash-separated paths below `data`, for example `main/findings`. */
  readonly entrypoints: readonly string[]
}

export interface CompiledPolicies {
  /** A module of OPA's WebAssembly ABI 1.3. */
  readonly wasm: Uint8Array
  /** Every package of the given modules, sorted by name. */
  readonly packages: readonly PackageDescription[]
}

export interface PackageDescription {
  /** Dotted and without `data`: `policies.function_roles.shared_role`. */
  readonly package: string
  readonly path: readonly string[]
  readonly files: readonly string[]
  /** Names of the rules and functions, sorted. */
  readonly rules: readonly string[]
  /** The `# METADATA` comments of all files, in order of file and line; the package's own has scope `package`. */
  readonly annotations: readonly Annotation[]
  /** What of `input` the package reads, itself or through what it calls in other packages, sorted by name. */
  readonly collections: readonly CollectionUse[]
}

/** A `# METADATA` comment, as OPA reads it. */
export interface Annotation {
  readonly scope: 'package' | 'subpackages' | 'document' | 'rule'
  /** The package or rule it belongs to: `data.policies.function_roles.shared_role`. */
  readonly target: string
  readonly file: string
  /** Of the word METADATA's comment, from 1. */
  readonly line: number
  readonly column: number
  /** Empty where there is none; so is `description`. */
  readonly title: string
  readonly description: string
  readonly entrypoint: boolean
  readonly relatedResources: readonly { readonly ref: string; readonly description: string }[]
  readonly organizations: readonly string[]
  readonly authors: readonly { readonly name: string; readonly email: string }[]
  readonly custom: Readonly<Record<string, unknown>>
}

export interface CollectionUse {
  /** `roles` for `input.roles`; `*` where `input` is read as a whole or under a computed name. */
  readonly name: string
  /** True: all elements are visited somewhere. False: only looked up under keys that are already known. */
  readonly iterated: boolean
  /** True: one element may be held against another, or all are taken at once. False: `deny` and `applies` visit one by one. */
  readonly paired: boolean
}

export interface TestRequest extends PolicySet {
  /** The `data` document beside the modules. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Regular expression (RE2) on `data.<package>.<test>`; without it all tests run. */
  readonly filter?: string
  readonly coverage?: boolean
}

export interface TestReport {
  /** Sorted by file and line. */
  readonly tests: readonly TestResult[]
  /** By file; empty unless asked for. */
  readonly coverage: Readonly<Record<string, FileCoverage>>
}

export interface TestResult {
  readonly package: string
  readonly name: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error'
  /** Why evaluation itself failed, with outcome `error`. */
  readonly error: RegoProblem | null
  /** The last expression of the test that was not true, with outcome `failed`. */
  readonly failedAt: {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly text: string
  } | null
  /** Names of the failed cases, of a test over several. */
  readonly failedCases: readonly string[]
  readonly durationNs: number
  /** What the test printed. */
  readonly output: string
}

/** Lines from 1, both ends included. */
export interface FileCoverage {
  readonly covered: readonly { readonly from: number; readonly to: number }[]
  readonly notCovered: readonly { readonly from: number; readonly to: number }[]
  /** Covered lines of all lines that hold a rule head or expression, 0 to 100. */
  readonly percent: number
}

export interface Capabilities {
  /** Version of the Open Policy Agent. */
  readonly opa: string
  /** The given names that OPA does not know. */
  readonly unknown: readonly string[]
  /** The content of OPA's capabilities file. */
  readonly capabilities: Readonly<Record<string, unknown>>
}
