export interface PolicyLocation {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** An evaluation that ended without a value. */
export class PolicyAbort extends Error {
  override readonly name = 'PolicyAbort'
  readonly entrypoint: string
  /** abort: the policy contradicts itself; trap: it overran its stack; memory, time: it needs more than the limit; builtin: a built-in failed. */
  readonly reason: 'abort' | 'trap' | 'memory' | 'time' | 'builtin'
  /** What the instance said. */
  readonly text: string
  /** The place in the policy, where the message of the instance names one. */
  readonly location: PolicyLocation | undefined

  constructor(entrypoint: string, reason: PolicyAbort['reason'], text: string, cause?: unknown) {
    super(`${entrypoint}: ${text}`, { cause })
    this.entrypoint = entrypoint
    this.reason = reason
    this.text = text
    this.location = locationIn(text)
  }
}

/** A module that cannot be evaluated here: no WebAssembly, another ABI, a built-in we do not have, no such entry point. */
export class PolicyUnusable extends Error {
  override readonly name = 'PolicyUnusable'
}

/** What a thrown value says. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function locationIn(text: string): PolicyLocation | undefined {
  const found = /^(.+?):(\d+):(\d+): /.exec(text)
  return found?.[1] === undefined ? undefined : { file: found[1], line: Number(found[2]), column: Number(found[3]) }
}
