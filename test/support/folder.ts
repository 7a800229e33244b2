import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The templates and configurations right in a folder, by path. */
export function textsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => /\.(ya?ml|json|tf|tfvars)$/.test(name))
  return Object.fromEntries(names.map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]))
}
