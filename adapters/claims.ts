import { type Diagnostic, error, warning } from '../model/diagnostic.ts'
import { type SourceFile, startOf } from '../model/source.ts'
import type { Adapter, Stack } from '../model/stack.ts'
import { candidateOf } from './sources/discover.ts'
import type { Found } from './sources/open.ts'
import { documentOf } from './sources/terraform-json.ts'

/**
 * The same adapters, and after them one that has no format: it says of each input that none of them claimed why that
 * is, so that a file that was named is judged or spoken of and a run without stacks is never green.
 */
export function withClaims(adapters: readonly Adapter[], found: Found): readonly Adapter[] {
  const stacks: Stack[] = []
  const watched = adapters.map(
    (adapter): Adapter => ({
      name: adapter.name,
      read: async (sources, given) => {
        const read = await adapter.read(sources, given)
        stacks.push(...read)
        return read
      },
    }),
  )
  const unclaimed: Adapter = {
    name: 'unclaimed',
    read: async () => {
      found.diagnostics.push(
        ...(await unclaimedIn(
          found,
          stacks,
          stacks.flatMap(({ diagnostics }) => diagnostics),
        )),
      )
      return []
    },
  }
  return [...watched, unclaimed]
}

/** What is to be said of the inputs that are in none of the stacks, of which `diagnostics` were said already. */
export async function unclaimedIn(
  found: Found,
  stacks: readonly Pick<Stack, 'path' | 'files'>[],
  diagnostics: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const said = [...found.diagnostics, ...diagnostics]
  const claimed = new Set(stacks.flatMap(({ files, path }) => [...files, path]))
  const folders = new Set([...claimed].map(folderOf))
  const spokenOf = new Set(said.flatMap(({ location }) => (location === null ? [] : [location.file])))
  const named = new Set(found.named)
  const unclaimed = found.sources.files.filter((file) => {
    // Values and locks are a part of the root beside them; so is a plan or state that is not judged itself.
    const isPart = (isTerraform(file) && !isSource(file)) || (documentOf(file) !== undefined && !named.has(file.path))
    const isBeside = isPart && folders.has(folderOf(file.path))
    return !claimed.has(file.path) && !spokenOf.has(file.path) && !isBeside
  })
  const spoken = await Promise.all(
    unclaimed.map((file) => (named.has(file.path) ? notRecognised(file) : passedOver(file))),
  )
  const all = spoken.flat()
  const isSilent = stacks.length === 0 && ![...said, ...all].some(({ severity }) => severity === 'error')
  return isSilent ? [...all, nothingJudged(found)] : all
}

/** A named file in no stack: its first syntax errors if it has any, for that is the likeliest reason, else what it lacks. */
async function notRecognised(file: SourceFile): Promise<readonly Diagnostic[]> {
  if (file.text.trim() === '') return [error('FORMAT_NOT_RECOGNISED', `${file.path} is empty.`, startOf(file.path))]
  if (isTerraform(file)) {
    const message = `${file.path} belongs to no Terraform root that could be judged: its folder holds no resources.`
    return [error('FORMAT_NOT_RECOGNISED', message, startOf(file.path))]
  }
  const document = documentOf(file)
  if (document !== undefined) {
    const message = `${file.path} is a ${document.replace('terraform-', '')} of Terraform and was not judged, for sources beside it were. Name it alone, or give --input ${document}.`
    return [error('FORMAT_NOT_RECOGNISED', message, startOf(file.path))]
  }
  const broken = await syntaxErrors(file)
  if (broken.length > 0) return broken
  const template = 'a CloudFormation template (YAML or JSON with Resources that have a Type like AWS::Lambda::Function)'
  const message = `${file.path} is neither ${template} nor a Terraform source (*.tf), plan or state (JSON), so it was not judged.`
  return [error('FORMAT_NOT_RECOGNISED', message, startOf(file.path))]
}

async function syntaxErrors(file: SourceFile): Promise<readonly Diagnostic[]> {
  if (isLog(file)) return [error('FORMAT_NOT_RECOGNISED', logMessage(file), startOf(file.path))]
  if (candidateOf(file.path.slice(file.path.lastIndexOf('/') + 1)) !== 'template') return []
  const { parseTemplate } = await import('./cloudformation/parse.ts')
  return parseTemplate(file).diagnostics.filter(({ severity }) => severity === 'error')
}

/** Whether a file is what commands write with `-json` as they run: an object a line. Source: Terraform, "Machine-Readable UI". */
function isLog({ text }: SourceFile): boolean {
  return /^\s*\{[^\n]{0,4000}"@level"\s*:\s*"/.test(text)
}

function logMessage({ path }: SourceFile): string {
  return `${path} tells how a command of Terraform ran ("terraform plan -json"), and holds no plan. Write the plan with "terraform plan -out=plan.bin" and "terraform show -json plan.bin > plan.json", and check plan.json.`
}

/** A file that was found by searching and looked like a template. Terraform folders that are no roots are judged through their callers. */
async function passedOver(file: SourceFile): Promise<readonly Diagnostic[]> {
  if (isTerraform(file)) return []
  const broken = await syntaxErrors(file)
  if (broken.length > 0) return broken
  const message = `${file.path} mentions resources but has no Resources of its own, so it was passed over.`
  return [warning('FORMAT_NOT_RECOGNISED', message, startOf(file.path))]
}

function nothingJudged({ sources }: Found): Diagnostic {
  const files = sources.files.slice(0, 3).map(({ path }) => path)
  const more = sources.files.length > files.length ? ', …' : ''
  return error(
    'NOTHING_TO_CHECK',
    `Nothing to check in ${files.join(', ')}${more}: there is no resource in them.`,
    null,
  )
}

function isSource({ path }: SourceFile): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(path)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function isTerraform({ path }: SourceFile): boolean {
  return candidateOf(path.slice(path.lastIndexOf('/') + 1)) === 'terraform'
}
