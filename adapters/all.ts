import type { Adapter, Sources } from '../model/stack.ts'
import type { Transforms } from './cloudformation/transforms.ts'
import { candidateOf } from './sources/discover.ts'

/** Every format that is read. Each is loaded only when there are files for it, which keeps a short run short. */
export const adapters: readonly Adapter[] = [
  lazy('cloudformation', 'template', async () =>
    (await import('./cloudformation/adapter.ts')).templateAdapter({ transforms: await templateTransforms() }),
  ),
  lazy('terraform', 'terraform', async () => (await import('./terraform/adapter.ts')).terraformAdapter),
]

/** The macros that are applied to templates, by name. */
export async function templateTransforms(): Promise<Transforms> {
  const { serverlessTransform } = await import('./sam/transform.ts')
  return new Map([['AWS::Serverless-2016-10-31', serverlessTransform]])
}

function lazy(name: string, wanted: 'template' | 'terraform', load: () => Promise<Adapter>): Adapter {
  return {
    name,
    read: async (sources, given) => (hasAny(sources, wanted) ? (await load()).read(sources, given) : []),
  }
}

function hasAny({ files }: Sources, wanted: 'template' | 'terraform'): boolean {
  return files.some(
    ({ path }) => (candidateOf(path.slice(path.lastIndexOf('/') + 1)) === 'terraform') === (wanted === 'terraform'),
  )
}
