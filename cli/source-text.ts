import { readTextFile } from '../adapters/sources/open.ts'

/** The text of a file that a report speaks of; `undefined` where it cannot be read. */
export function sourceText(file: string, cwd: string): string | undefined {
  const read = readTextFile(file, cwd)
  return 'text' in read ? read.text : undefined
}
