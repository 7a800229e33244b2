/** A text that is equal for equal sets of JSON values: neither elements of the set nor members have an order. */
export function canonicalSet(values: readonly unknown[]): string {
  return values.map(canonical).sort().join('\n')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
