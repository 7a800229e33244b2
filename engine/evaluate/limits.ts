/** How much an evaluation may use. */
export interface EvaluationLimits {
  /** Memory of one evaluation, in MiB. */
  readonly memoryMb: number
  /** Time of one evaluation of a guarded bundle, in milliseconds. */
  readonly timeMs: number
}

/** A stack of 10,000 functions takes less than a quarter of the memory. */
export const defaultEvaluationLimits: EvaluationLimits = { memoryMb: 1024, timeMs: 10_000 }
