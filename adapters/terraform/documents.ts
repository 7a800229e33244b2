import { posix } from 'node:path'
import { error } from '../../model/diagnostic.ts'
import { nearest } from '../../model/nearest.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Given, Sources, Stack } from '../../model/stack.ts'
import { documentOf, type TerraformJson } from '../sources/terraform-json.ts'
import { type Folder, type Folders, folderOf, isSource } from './folders.ts'
import { moduleSteps } from './plan/address.ts'
import { goneFrom } from './plan/changes.ts'
import { type Plan, planStack, readPlan } from './plan/stack.ts'
import { givenBy } from './plan-with-sources/inputs.ts'
import { joinedStack } from './plan-with-sources/stack.ts'
import type { Opened } from './roots.ts'
import { readRoot } from './stack.ts'
import { readState } from './state/stack.ts'

/**
 * The stacks of the plans and states among the files, each with the sources behind it: those in `given.source`, else
 * those beside or above it that it was made from. The folders are opened where there are sources.
 */
export async function readDocuments(
  sources: Sources,
  given: Given,
  open: () => Promise<Opened>,
): Promise<readonly Stack[]> {
  const stacks: Stack[] = []
  for (const { file, format } of documentsIn(sources, given)) {
    const plan = format === 'terraform-plan' ? readPlan(file) : readState(file)
    stacks.push(await withSources(plan, sources, given, open))
  }
  return stacks
}

interface TerraformDocument {
  readonly file: SourceFile
  readonly format: TerraformJson
}

/**
 * Those that are judged. A state beside given sources is not: they say what will be, and it what was. Where Terraform is
 * asked for as such, sources are meant if there are any.
 */
function documentsIn({ files }: Sources, { input }: Given): readonly TerraformDocument[] {
  const folders = new Set(files.filter(({ path }) => isSource(path)).map(({ path }) => folderOf(path)))
  if (input === 'terraform' && folders.size > 0) return []
  return files.flatMap((file) => {
    const format = documentOf(file)
    if (format === undefined || (input !== undefined && input !== 'terraform' && input !== format)) return []
    const isBeside = format === 'terraform-state' && input === undefined && folders.has(folderOf(file.path))
    return isBeside ? [] : [{ file, format }]
  })
}

async function withSources(plan: Plan, sources: Sources, given: Given, open: () => Promise<Opened>): Promise<Stack> {
  const alone = planStack(plan, given)
  // What could not be read is not judged, with sources or without.
  if (plan.document === undefined) return alone
  const places = placesFor(plan.file.path, given.source)
  if (!places.some((folder) => hasSources(folder, sources))) {
    return given.source === undefined || given.source === 'none' ? alone : withoutSources(alone, given.source, sources)
  }
  const { folders, grammar } = await open()
  const root = given.source === undefined ? firstThatFits(places, folders, plan) : folders.at(places[0] ?? '')
  return root ? joinedStack(plan, alone, readRoot(root, folders, sources, givenBy(plan, given), grammar, true)) : alone
}

/** The folders in which the sources of a plan may lie: the one that is named, else its own and those above it. */
function placesFor(path: string, source: string | undefined): readonly string[] {
  if (source === 'none') return []
  if (source !== undefined) return [folderOf(posix.join(source, 'x'))]
  const places: string[] = []
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    places.push(folder)
    if (folder === '' || folder === '/' || posix.basename(folder) === '..') return places
  }
}

function hasSources(folder: string, { files, list }: Sources): boolean {
  if (files.some(({ path }) => isSource(path) && folderOf(path) === folder)) return true
  return (list?.(folder === '' ? '.' : folder) ?? []).some(({ name, type }) => type === 'file' && isSource(name))
}

/** A folder is the root of a plan if it declares some of what is planned or deleted. */
function firstThatFits(places: readonly string[], folders: Folders, plan: Plan): Folder | undefined {
  const addresses = [...plan.resources.map(({ id }) => id), ...(plan.document ? goneFrom(plan.document) : [])]
  return places
    .flatMap((place) => folders.at(place) ?? [])
    .find(({ declared }) =>
      addresses.some((id) => {
        const [call] = moduleSteps(id)
        if (call) return declared.modules.has(call.name)
        const block = id.replace(/\[.*$/s, '')
        return block.startsWith('data.')
          ? declared.data.has(block.slice('data.'.length))
          : declared.resources.has(block)
      }),
    )
}

function withoutSources(stack: Stack, source: string, sources: Sources): Stack {
  const message = `${noSources(source, sources)} --source names the folder it was made from; --source none judges it alone.`
  return { ...stack, status: 'partial', diagnostics: [...stack.diagnostics, error('NOTHING_TO_CHECK', message, null)] }
}

function noSources(source: string, { list }: Sources): string {
  const judged = 'so the plan was judged alone.'
  if (!list || list(source)) return `There are no Terraform sources in ${source}, ${judged}`
  const parent = posix.dirname(source)
  const folders = (list(parent) ?? []).flatMap(({ name, type }) => (type === 'folder' ? [name] : []))
  const meant = nearest(posix.basename(source), folders)
  const hint = meant === undefined ? '' : ` Did you mean ${posix.join(parent, meant)}?`
  return `There is no folder ${source}, or it lies outside the checked root, ${judged}${hint}`
}
