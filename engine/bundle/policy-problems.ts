/** Something wrong in the source of a policy. */
export interface PolicyProblem {
  readonly message: string
  readonly file: string | null
  readonly line: number | null
  readonly column?: number | null
  /** More lines of explanation. */
  readonly details?: readonly string[]
}

/** Policies that cannot be used: every problem with its place. Nothing was judged. */
export class PolicyProblems extends Error {
  override readonly name = 'PolicyProblems'
  readonly problems: readonly PolicyProblem[]
  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(tell).join('\n'))
    this.problems = problems
  }
}

/** What is wrong by an error of the compiler or of the metadata. Rethrows what is neither. */
export function problemsOf(reason: unknown): readonly PolicyProblem[] {
  const { problems } = (reason ?? {}) as { readonly problems?: readonly (PolicyProblem & { readonly code?: string })[] }
  if (!Array.isArray(problems)) throw reason
  return problems.map(({ code, message, ...rest }) => ({
    ...rest,
    message: code === undefined ? message : `${code}: ${message}`,
  }))
}

/** `file:line:column: what`, with the details indented below. */
function tell({ file, line, column, message, details = [] }: PolicyProblem): string {
  const place = [file, line, column].filter((part) => part !== null && part !== undefined).join(':')
  return [place === '' ? message : `${place}: ${message}`, ...details.map((detail) => `  ${detail}`)].join('\n')
}
