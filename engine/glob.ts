/**
 * Whether a text is what a pattern says: `*` stands for any characters, also none, `?` for one; all else for itself.
 * Takes time in proportion to the product of both lengths at most.
 */
export function matchesText(pattern: string, text: string): boolean {
  let at = 0
  let next = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next
      next += 1
      resume = at
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next += 1
      at += 1
    } else if (star >= 0) {
      // The last star takes one character more.
      next = star + 1
      resume += 1
      at = resume
    } else return false
  }
  return /^\**$/.test(pattern.slice(next))
}

/**
 * Whether a path is what a pattern says: `*` and `?` stay within a folder, `**` stands for any folders, also none. A
 * folder stands for all in it.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const names = path.split('/')
  const parts = pattern.replace(/^\.\//, '').replace(/\/$/, '').split('/')
  // How far the path is used up after each part: the set of lengths that are possible.
  let reached = new Set([0])
  for (const part of parts) {
    const after = new Set<number>()
    for (const used of reached) {
      if (part === '**') for (let to = used; to <= names.length; to += 1) after.add(to)
      else if (used < names.length && matchesText(part, names[used] ?? '')) after.add(used + 1)
    }
    reached = after
  }
  return pattern !== '' && reached.size > 0
}
