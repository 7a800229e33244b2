import { readFileSync } from 'node:fs'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import { settle } from '../../engine/configuration/settle.ts'
import { scan } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Manifest } from '../../model/policy.ts'
import type { Report } from '../../model/report.ts'
import type { Given } from '../../model/stack.ts'

/** The day all of these tests take place on: runtimes age, examples do not. */
export const today = '2026-11-01'

/** The bundle that ships. */
export const bundle: Bundle = {
  manifest: JSON.parse(readFileSync('dist/policies/manifest.json', 'utf8')) as Manifest,
  wasm: readFileSync('dist/policies/policy.wasm'),
}

export const nothingGiven: Given = { parameters: new Map(), variables: new Map() }

/** Judges texts by path with the policies that ship, as `check` would. */
export function scanTexts(
  texts: Readonly<Record<string, string>>,
  options: { readonly settings?: Partial<Settings>; readonly given?: Partial<Given> } = {},
): Promise<Report> {
  return scan(
    memorySources(texts),
    { ...nothingGiven, ...options.given },
    {
      adapters,
      bundles: [bundle],
      settings: { ...settle([], [bundle.manifest], today), ...options.settings },
      version: '0.0.0',
      clock: () => 0,
    },
  )
}
