import { readExamples } from '../../adapters/sources/policy-examples.ts'
import { type Example, makeExample } from '../../engine/contract/example.ts'
import type { Policy } from '../../model/policy.ts'

/** The examples of one of our policies, found by their place: policies/<practice>/<policy>/examples/<verdict>… */
export function examplesOf({ id }: Pick<Policy, 'id'>): readonly Example[] {
  return readExamples(`policies/${id}/policy.rego`, '.').map(({ name, files, diagnostics }) => {
    const example = makeExample(name, files)
    if (!example || diagnostics.length > 0) throw new Error(`policies/${id}/examples/${name} is no example`)
    return example
  })
}

/** The texts of its files, by path. */
export function textsOf({ files }: Example): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}
