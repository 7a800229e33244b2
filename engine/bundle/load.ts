import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Manifest } from '../../model/policy.ts'
import type { Bundle } from './bundle.ts'

/** Reads a built bundle: `policy.wasm` and `manifest.json` in one folder. Throws what the file system does. */
export async function loadBundle(folder: URL): Promise<Bundle> {
  const [wasm, manifest] = await Promise.all([
    readFile(new URL('policy.wasm', folder)),
    readFile(new URL('manifest.json', folder), 'utf8'),
  ])
  return { wasm, manifest: JSON.parse(manifest) as Manifest }
}

/** The same policies as a module for OPA's Data API: it has an entry point for each package. */
export async function loadDataModule(folder: URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL('policy.wasm', folder)))
}

/** A file below `dist`: this one is itself built, joined into the command line, or still source. */
export function builtFile(name: string): URL {
  const here = import.meta.url
  const dist = here.endsWith('.ts')
    ? new URL('../../dist/', here)
    : here.slice(0, here.lastIndexOf('/dist/') + '/dist/'.length)
  const place = new URL(name, dist)
  if (existsSync(place)) return place
  throw new Error(`dist/${name} does not exist: run \`npm run build\` in the checkout, or install the package again`)
}
