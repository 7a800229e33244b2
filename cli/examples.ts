import { join } from 'node:path'
import { entriesIn, namesIn } from '../adapters/sources/disk.ts'
import { readTextFile } from '../adapters/sources/open.ts'
import type { Example } from '../report/explain.ts'

/** The examples in the folder of a policy, beside its source; the beginning of a name says what it is an example of. */
export function examplesIn(policyFolder: string): readonly Example[] {
  const folder = join(policyFolder, 'examples')
  if (namesIn(folder).length === 0) return []
  return entriesIn(folder).flatMap((entry) => {
    const verdict = (['fail', 'pass', 'unknown'] as const).find((word) => entry.name.startsWith(word))
    if (verdict === undefined) return []
    const paths = entry.isDirectory()
      ? namesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name]
    return paths.flatMap((path) => {
      const read = readTextFile(path, folder)
      return 'text' in read ? [{ path: read.path, verdict, text: read.text }] : []
    })
  })
}

/** The shortest failing and the shortest passing one. */
export function shownExamples(examples: readonly Example[]): readonly Example[] {
  return (['fail', 'pass'] as const).flatMap((verdict) => {
    const own = examples.filter((example) => example.verdict === verdict)
    return own.sort((one, other) => one.text.length - other.text.length).slice(0, 1)
  })
}
