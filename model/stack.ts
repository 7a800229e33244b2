import type { Diagnostic } from './diagnostic.ts'
import type { Normalised } from './entity.ts'
import type { Resource } from './resource.ts'
import type { SourceFile } from './source.ts'
import type { Cause, Value } from './value.ts'

export type Format = 'sam' | 'cloudformation' | 'terraform' | 'terraform-plan' | 'terraform-state' | 'serverless'

/** What is deployed and judged together: a template, a Terraform root with its modules. */
export interface Stack {
  readonly id: string
  readonly path: string
  readonly format: Format
  readonly status: 'complete' | 'partial' | 'failed'
  readonly scope: 'stack' | 'fragment'
  readonly files: readonly string[]
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** What other stacks may take from it, by the symbol that it has there: `import:OrdersTable`. */
  readonly exports?: ReadonlyMap<string, Value>
  /** Modules, nested stacks and macros whose content was not given. */
  readonly opaque: readonly string[]
  /** What opaque modules and nested stacks were given: they may link to it. */
  readonly handed?: readonly Handed[]
  /** Present where anything may be missing from the stack as a whole: every list of what links to an entity may hold more. */
  readonly open?: Cause
  readonly diagnostics: readonly Diagnostic[]
  /** Where it is deployed to, in place of what is given for all stacks. */
  readonly deployedTo?: Pick<Given, 'region' | 'account'>
  /** Resources without choices (one world) in, entities out. */
  readonly normalise: (resources: readonly Resource[]) => Normalised
}

/** Resources that something opaque was given, by id. */
export interface Handed {
  readonly resources: readonly string[]
  readonly cause: Cause
}

/** Values given from outside the files. */
export interface Given {
  /** Template parameters: `NAME` or `STACK:NAME`. */
  readonly parameters: ReadonlyMap<string, string>
  /** Terraform variables: `NAME` or `STACK:NAME`, as written on the command line. */
  readonly variables: ReadonlyMap<string, string>
  /** Files of Terraform variables in the order given: a later one wins, and `variables` win over all. */
  readonly variableFiles?: readonly SourceFile[]
  /** Both in the order of the command line, where it is known: a later one wins, whether file or single value. */
  readonly variableOrder?: readonly (SourceFile | readonly [key: string, text: string])[]
  /** Values of Terraform variables from the environment (`TF_VAR_…`), by name: every file wins over them. */
  readonly environmentVariables?: ReadonlyMap<string, string>
  readonly region?: string
  readonly account?: string
  /** Read nothing but this format. */
  readonly input?: Format
  /** The folder of the Terraform sources behind a plan; `none`: the plan is read alone. */
  readonly source?: string
  /** Regions that single stacks are deployed to, by id, where `region` says nothing. */
  readonly regions?: ReadonlyMap<string, string>
}

/** How an adapter reaches files: only those that were given, never outside the root. */
export interface Sources {
  /** Every file that was found, sorted by path. */
  readonly files: readonly SourceFile[]
  /** A file by its path from the root; `undefined` where it is not there or must not be read. */
  read(path: string): SourceFile | undefined
  /** What lies in a folder, sorted by name; `undefined` where it is no folder or lies outside the root. Links out of the root are left out. */
  list?(folder: string): readonly Listed[] | undefined
  /** What a file holds, whether that is text or not; `undefined` where it is not there, lies outside the root or is too large. */
  bytes?(path: string): Uint8Array | undefined
  /** The nearest folder that holds all that may be read and a path, from the working directory; `undefined` where the path may be read. */
  widened?(path: string): string | undefined
}

/** A name in a folder. */
export interface Listed {
  readonly name: string
  readonly type: 'file' | 'folder'
}

/** One format: it says which stacks the files hold, and reads each. */
export interface Adapter {
  readonly name: string
  /** Reads the stacks of its format among the files; claims no file of another format. */
  read(sources: Sources, given: Given): Promise<readonly Stack[]> | readonly Stack[]
}
