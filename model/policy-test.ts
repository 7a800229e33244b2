import type { Span } from './source.ts'

/** What `policy test` answers; `--format json` prints it as it is. */
export interface PolicyTestReport {
  readonly schemaVersion: '1'
  readonly passed: boolean
  readonly policies: readonly PolicyTest[]
  readonly rego: {
    readonly tests: readonly RegoTest[]
    /** By file; empty unless asked for. */
    readonly coverage: readonly FileCoverage[]
  }
  readonly summary: {
    readonly policies: number
    readonly examples: number
    readonly tests: number
    readonly failed: number
    readonly hints: number
  }
}

export interface PolicyTest {
  readonly id: string
  readonly file: string
  readonly examples: readonly ExampleTest[]
  /** What is wrong with the policy as a whole. */
  readonly problems: readonly Problem[]
  /** What would make it better, and fails nothing. */
  readonly hints: readonly Problem[]
}

export interface ExampleTest {
  readonly name: string
  readonly format: ExampleFormat
  readonly verdict: ExampleVerdict
  readonly problems: readonly Problem[]
}

export type ExampleFormat = 'cloudformation' | 'sam' | 'terraform'
export type ExampleVerdict = 'fail' | 'pass' | 'unknown'

export interface Problem {
  readonly message: string
  readonly location: Span | null
}

export interface RegoTest {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error'
  /** Why it did not pass. */
  readonly problem: Problem | null
  /** What it printed. */
  readonly output: string
}

export interface FileCoverage {
  readonly file: string
  /** Of the lines that hold a rule or an expression, 0 to 100. */
  readonly percent: number
  readonly notCovered: readonly { readonly from: number; readonly to: number }[]
}
