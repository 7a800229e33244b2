import { createRequire } from 'node:module'
import type { Adapter } from '../../model/stack.ts'
import { findRoots } from './roots.ts'
import { readRoot } from './stack.ts'
import { type Grammar, loadGrammar } from './syntax/grammar.ts'

/** Where the adapter takes its grammar from: the bytes of `tree-sitter-terraform.wasm`, or the path of that file. */
export interface Options {
  readonly grammar: () => Promise<Uint8Array | string>
}

/** Reads Terraform sources: every folder that is a root is a stack. The parser is started when there is something to parse. */
export function createTerraformAdapter({ grammar }: Options): Adapter {
  let loaded: Promise<Grammar> | undefined
  return {
    name: 'terraform',
    read: async (sources, given) => {
      if (!sources.files.some((file) => /\.tf(\.json)?$/.test(file.path))) return []
      loaded ??= grammar().then(loadGrammar)
      const parser = await loaded
      const roots = findRoots(sources, parser)
      return roots.map((root) => readRoot(root, sources, given, parser, roots.length === 1))
    },
  }
}

/** The adapter with the grammar of the installed package. */
export const terraformAdapter: Adapter = createTerraformAdapter({
  grammar: async () =>
    createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
})
