import { createRequire } from 'node:module'
import type { Adapter, Given, Sources, Stack } from '../../model/stack.ts'
import { documentOf } from '../sources/terraform-json.ts'
import { readDocuments } from './documents.ts'
import { folderOf, isSource, openFolders } from './folders.ts'
import { type Opened, readRoots } from './roots.ts'
import { type Grammar, loadGrammar } from './syntax/grammar.ts'
import { parserWhenNeeded } from './syntax/when-needed.ts'

/** Where the adapter takes its grammar from: the bytes of `tree-sitter-terraform.wasm`, or the path of that file. */
export interface Options {
  readonly grammar: () => Promise<Uint8Array | string>
}

/** Reads Terraform plans, states and sources: every folder that is a root and has no plan in it is a stack. */
export function createTerraformAdapter({ grammar }: Options): Adapter {
  let loaded: Promise<Grammar> | undefined
  const parser = (): Promise<Grammar> => {
    loaded ??= grammar().then(loadGrammar)
    return loaded
  }
  return {
    name: 'terraform',
    read: (sources, given) => {
      const read = (by: Grammar): Promise<readonly Stack[]> => readBy(by, sources, given)
      const written = sources.files.filter(({ path }) => isSource(path))
      // A plan may be large, and is not read twice.
      const isPlanned = written.length > 0 && sources.files.some((file) => documentOf(file) !== undefined)
      return isPlanned ? parser().then(read) : parserWhenNeeded(written, parser, read)
    },
  }
}

async function readBy(grammar: Grammar, sources: Sources, given: Given): Promise<readonly Stack[]> {
  let opened: Opened | undefined
  const open = async (): Promise<Opened> => {
    opened ??= { grammar, folders: openFolders(sources, grammar) }
    return opened
  }
  const planned = await readDocuments(sources, given, open)
  const isAsked = given.input === undefined || given.input === 'terraform'
  const judged = judgedBy(planned, sources, given)
  const isLeft = sources.files.some(({ path }) => isSource(path) && !judged.has(path))
  return isAsked && isLeft ? [...planned, ...readRoots(await open(), sources, given, judged)] : planned
}

/** The files that plans are read with. A root whose plan is to be read alone is not judged beside it either. */
function judgedBy(planned: readonly Stack[], { files }: Sources, { source }: Given): ReadonlySet<string> {
  const folders = new Set(source === 'none' ? planned.map(({ path }) => folderOf(path)) : [])
  const beside = files.filter(({ path }) => folders.has(folderOf(path))).map(({ path }) => path)
  return new Set([...planned.flatMap((stack) => stack.files), ...beside])
}

/** The adapter with the grammar of the installed package. */
export const terraformAdapter: Adapter = createTerraformAdapter({ grammar: installedGrammar })

/** The path of the grammar in the installed package. */
export async function installedGrammar(): Promise<string> {
  return createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')
}
