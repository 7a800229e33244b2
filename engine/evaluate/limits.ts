/** How much an evaluation may use. */
export interface EvaluationLimits {
  /** Memory of one evaluation, in MiB. */
  readonly memoryMb: number
  /** Time of one evaluation of a guarded bundle, in milliseconds. */
  readonly timeMs: number
}

/** A stack of 10,000 functions takes about two thirds of the memory (npm run bench). */
export const defaultEvaluationLimits: EvaluationLimits = { memoryMb: 1024, timeMs: 10_000 }
