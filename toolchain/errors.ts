/** One error in Rego source. Lines and columns count from 1; all three are null where it lies in no file. */
export interface RegoProblem {
  /** OPA's code: `rego_parse_error`, `rego_compile_error`, `rego_type_error`, `rego_unsafe_var_error`, … */
  readonly code: string
  readonly message: string
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  /** More lines of explanation, as OPA writes them: what is had, what was wanted. */
  readonly details: readonly string[]
}

/** The Rego given is not valid. The message lists every problem with its place. */
export class RegoError extends Error {
  readonly problems: readonly RegoProblem[]

  constructor(problems: readonly RegoProblem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.name = 'RegoError'
    this.problems = problems
  }
}

/** The call took longer than its limit and was ended. The next call works. */
export class ToolchainTimeout extends Error {
  readonly call: string
  readonly timeoutMs: number

  constructor(call: string, timeoutMs: number) {
    super(
      `${call} took longer than ${timeoutMs} ms and was ended: look for a rule or test that runs over a very large range or multiplies collections, or raise the time limit`,
    )
    this.name = 'ToolchainTimeout'
    this.call = call
    this.timeoutMs = timeoutMs
  }
}

/** The compiler itself failed on this call: a panic, a trap, no memory left. The next call works. */
export class ToolchainCrash extends Error {
  readonly call: string
  readonly reason: string

  constructor(call: string, reason: string) {
    super(`the Rego compiler failed during ${call}: ${reason}`)
    this.name = 'ToolchainCrash'
    this.call = call
    this.reason = reason
  }
}

/** The compiler module is not where it should be. */
export class ToolchainMissing extends Error {
  constructor(path: string) {
    super(
      `the Rego compiler ${path} does not exist: run \`npm run build\` in the checkout, or install the package again`,
    )
    this.name = 'ToolchainMissing'
  }
}

/** `file:line:column: code: message`, with the details indented below. */
export function describeProblem(problem: RegoProblem): string {
  const place = problem.file === null ? '' : `${problem.file}:${problem.line}:${problem.column}: `
  return [`${place}${problem.code}: ${problem.message}`, ...problem.details.map((line) => `  ${line}`)].join('\n')
}
