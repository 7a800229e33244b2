import type { SourceFile } from '../model/source.ts'
import type { Adapter, Given, Sources } from '../model/stack.ts'
import type { Transforms } from './cloudformation/transforms.ts'
import { isTerraformFile } from './sources/terraform-json.ts'

/** Every format that is read. Each is loaded only when there are files for it, which keeps a short run short. */
export const adapters: readonly Adapter[] = [
  lazy('cloudformation', 'template', async (sources) => {
    const transforms = sources.files.some(mayBeTransformed) ? await templateTransforms() : new Map()
    return (await import('./cloudformation/adapter.ts')).templateAdapter({ transforms })
  }),
  lazy('terraform', 'terraform', async () => (await import('./terraform/adapter.ts')).terraformAdapter),
]

/** The macros that are applied to templates, by name. */
export async function templateTransforms(): Promise<Transforms> {
  const { serverlessTransform } = await import('./sam/transform.ts')
  return new Map([['AWS::Serverless-2016-10-31', serverlessTransform]])
}

/**
 * Whether a template, or one that it includes or nests, may name a macro or a type of SAM. Whoever writes letters by
 * their numbers may write anything.
 */
function mayBeTransformed({ text }: SourceFile): boolean {
  return /Serverless|Transform|TemplateURL|TemplateBody|Include|Location|\\[uUx]/.test(text)
}

function lazy(name: string, wanted: 'template' | 'terraform', load: (sources: Sources) => Promise<Adapter>): Adapter {
  return {
    name,
    read: async (sources, given) =>
      isWanted(wanted, given) && hasAny(sources, wanted) ? (await load(sources)).read(sources, given) : [],
  }
}

/** Where one format alone is to be read, the other adapters need not look. */
function isWanted(wanted: 'template' | 'terraform', { input }: Given): boolean {
  return input === undefined || input.startsWith('terraform') === (wanted === 'terraform')
}

function hasAny({ files }: Sources, wanted: 'template' | 'terraform'): boolean {
  return files.some((file) => isTerraformFile(file) === (wanted === 'terraform'))
}
