/** How long is measured, in milliseconds. */
export interface Effort {
  /** Functions of the generated stacks. */
  readonly sizes: readonly number[]
  readonly turns: (functions: number) => number
  readonly policyTurns: number
  readonly span: number
  readonly warmUp: number
  /** Runs of the whole command. */
  readonly runs: number
  /** Runs of each program that is compared with. */
  readonly peerRuns: number
  /** Turns under load, and the seconds of one server in one turn. */
  readonly loadTurns: number
  readonly load: number
}

export const full: Effort = {
  sizes: [10, 100, 1000, 10_000],
  turns: (functions) => (functions > 1000 ? 1 : 3),
  policyTurns: 2,
  span: 1000,
  warmUp: 1500,
  runs: 5,
  peerRuns: 3,
  loadTurns: 3,
  load: 4,
}

/** For a look while working: too short to be written down. */
export const quick: Effort = {
  sizes: [10, 100, 1000],
  turns: () => 1,
  policyTurns: 1,
  span: 300,
  warmUp: 500,
  runs: 2,
  peerRuns: 1,
  loadTurns: 1,
  load: 2,
}
