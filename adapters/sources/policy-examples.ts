import { dirname, join } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import { entriesIn, statOf } from './disk.ts'
import { readTextFile } from './open.ts'

/** What lies in the folder `examples` of a policy: a file, or a folder of files. */
export interface ExampleFiles {
  readonly name: string
  readonly files: readonly SourceFile[]
  /** What could not be read. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The examples beside a policy, given by its file; hidden files and pages about them are passed over. */
export function readExamples(policyFile: string, cwd: string): readonly ExampleFiles[] {
  const folder = join(dirname(policyFile), 'examples')
  if (!statOf(folder)?.isDirectory()) return []
  return entriesIn(folder)
    .filter(({ name }) => !name.startsWith('.') && !name.endsWith('.md'))
    .map(({ name }) => ({ name, ...readAll(join(folder, name), cwd, 0) }))
}

type Read = Pick<ExampleFiles, 'files' | 'diagnostics'>

const deepest = 8

function readAll(path: string, cwd: string, depth: number): Read {
  if (!statOf(path)?.isDirectory()) {
    const file = readTextFile(path, cwd)
    return 'text' in file ? { files: [file], diagnostics: [] } : { files: [], diagnostics: [file] }
  }
  const inside = depth === deepest ? [] : entriesIn(path).map(({ name }) => readAll(join(path, name), cwd, depth + 1))
  return { files: inside.flatMap(({ files }) => files), diagnostics: inside.flatMap((one) => one.diagnostics) }
}
