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
