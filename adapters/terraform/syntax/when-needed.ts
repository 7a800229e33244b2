import type { SourceFile } from '../../../model/source.ts'
import type { Grammar } from './grammar.ts'
import { readQuickly } from './quick/read.ts'

/** A text was met that only the parser can read. */
export class ParserNeeded extends Error {
  override readonly name = 'ParserNeeded'
}

/**
 * Does a work with the quick reader alone, and where it meets what that cannot read, once more with the parser: to start
 * it takes longer than to read a small root. `work` must not care that it was begun before.
 */
export async function parserWhenNeeded<T>(
  files: readonly SourceFile[],
  parser: () => Promise<Grammar>,
  work: (grammar: Grammar) => Promise<T>,
): Promise<T> {
  if (files.some(({ text }) => unusual.test(text))) return work(await parser())
  try {
    return await work(plain)
  } catch (problem) {
    if (!(problem instanceof ParserNeeded)) throw problem
    return work(await parser())
  }
}

/** Directives of templates, here or in a file that is read when the template is filled. */
const unusual = /%\{|templatefile|templatestring/

const plain: Grammar = {
  plain: readQuickly,
  read: () => {
    throw new ParserNeeded()
  },
}
