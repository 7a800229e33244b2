import { posix } from 'node:path'
import { showsTemplate } from '../../adapters/sources/discover.ts'
import type { Given, Sources } from '../../model/stack.ts'
import { readSamConfig, type SamEnvironment } from './samconfig.ts'

export interface BesideTemplates {
  readonly given: Given
  /** Whether any of the files has the environment. */
  readonly found: boolean
}

const names = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml']

/**
 * Adds what the configuration files of the SAM CLI beside the templates say of an environment. Whatever is given in
 * another way comes before it.
 */
export async function withSamConfigs(given: Given, sources: Sources, environment: string): Promise<BesideTemplates> {
  const parameters = new Map(given.parameters)
  const regions = new Map(given.regions)
  const folders = new Map<string, SamEnvironment | undefined>()
  for (const { path } of sources.files.filter(({ text }) => showsTemplate(text))) {
    const folder = posix.dirname(path)
    if (!folders.has(folder)) folders.set(folder, await environmentIn(folder, sources, environment))
    const found = folders.get(folder)
    for (const [name, value] of found?.parameters ?? []) {
      if (!given.parameters.has(name) && !given.parameters.has(`${path}:${name}`))
        parameters.set(`${path}:${name}`, value)
    }
    if (found?.region !== undefined && !regions.has(path)) regions.set(path, found.region)
  }
  const found = [...folders.values()].some((one) => one !== undefined)
  return { given: found ? { ...given, parameters, regions } : given, found }
}

async function environmentIn(
  folder: string,
  sources: Sources,
  environment: string,
): Promise<SamEnvironment | undefined> {
  for (const name of names) {
    const file = sources.read(posix.join(folder, name))
    if (file) return readSamConfig(file, environment)
  }
  return undefined
}
