/** What belongs together, by name; two names are in one group if they have the same root. */
export interface Groups {
  readonly root: (name: string) => string
  readonly join: (one: string, other: string) => void
}

/** Every name alone, until it is joined with another. */
export function groupsOf(): Groups {
  const parents = new Map<string, string>()
  const root = (name: string): string => {
    let top = name
    for (let next = parents.get(top); next !== undefined; next = parents.get(top)) top = next
    // What was passed on the way leads straight to the top from now on.
    for (let at = name; at !== top; ) {
      const next = parents.get(at) ?? top
      parents.set(at, top)
      at = next
    }
    return top
  }
  const join = (one: string, other: string): void => {
    const [left, right] = [root(one), root(other)]
    if (left !== right) parents.set(left, right)
  }
  return { root, join }
}
