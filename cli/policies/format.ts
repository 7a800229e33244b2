import type { PolicyFile } from '../../adapters/sources/policy-folder.ts'
import type { Problem } from '../../model/policy-test.ts'
import { spanAt } from '../../model/source.ts'
import type { Toolchain } from '../../toolchain/toolchain.ts'

/** Where files are not laid out as the formatter would: one place for each. */
export async function formatHints(modules: readonly PolicyFile[], toolchain: Toolchain): Promise<readonly Problem[]> {
  const hints: Problem[] = []
  for (const { path, text } of modules) {
    const wanted = (await toolchain.format(path, text)).split('\n')
    const lines = text.split('\n')
    const index = lines.findIndex((line, i) => line !== wanted[i])
    if (index === -1 && lines.length === wanted.length) continue
    const line = index === -1 ? lines.length : index + 1
    hints.push({
      message: 'not laid out as the formatter would from here on: `portcullis policy fmt` does it',
      location: spanAt(path, line, 1),
    })
  }
  return hints
}
