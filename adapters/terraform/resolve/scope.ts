import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceFile, Span } from '../../../model/source.ts'
import type { Listed } from '../../../model/stack.ts'
import type { Reference, Value } from '../../../model/value.ts'
import type { Expression, Step } from '../syntax/tree.ts'

/** Where an expression is evaluated: the names bound around it, and the module they stand in. */
export interface Scope {
  /** `each`, `count`, `self`, iterators of dynamic blocks, variables of `for` and of templates. */
  readonly names: ReadonlyMap<string, Value>
  readonly module: Names
}

/** What a module gives to the expressions in it. */
export interface Names {
  /** What stands before the addresses of the module's resources: `module.fn["a"].`; nothing for the root. */
  readonly prefix: string
  /** The value that a name and the first of the steps after it lead to, and how many steps that took. */
  lookUp(name: string, nameAt: Span, steps: readonly Step[], at: Span, scope: Scope): Found
  /** An attribute of a resource: as configured, else a reference. */
  attribute(resource: Reference, name: string, at: Span): Value
  readonly files: Files
  /** Whether the names are those of a template that a function fills. */
  readonly isTemplate?: true
  report(diagnostic: Diagnostic): void
  /** Counts the work done, one expression unless told; fails where it is more than any real configuration needs. */
  spend(at: Span, work?: number): void
}

export interface Found {
  readonly value: Value
  readonly used: number
}

/** The files a module may read. */
export interface Files {
  /** The folder of the module from that of the root module, as `path.module` gives it. */
  readonly folder: string
  /** A file by a path relative to the folder of the root module; undefined where it is not there or lies outside the checked root. */
  read(path: string): SourceFile | undefined
  /** What lies in a folder, likewise. */
  list(path: string): readonly Listed[] | undefined
  /** What a file holds that may be no text, likewise. */
  bytes(path: string): Uint8Array | undefined
  /** The template that a file holds, parsed; null where it does not parse. */
  template(file: SourceFile): Expression | null
}

export function withNames(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  const all = new Map(scope.names)
  for (const [name, value] of names) all.set(name, value)
  return { ...scope, names: all }
}
