/** The middle of some numbers, the mean of the two in the middle where their count is even. Throws where there is none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new Error('the median of nothing')
  return (low + high) / 2
}

/** A size and the time that it took. */
export interface Sample {
  readonly size: number
  readonly time: number
}

/** How many times faster than its input a time grows: 1 is in proportion, above 1 is worse. */
export function growth(small: Sample, large: Sample): number {
  return large.time / small.time / (large.size / small.size)
}
