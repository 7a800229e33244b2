import type { Block, Body } from '../syntax/tree.ts'
import type { Declarations } from './declarations.ts'
import type { Files } from './scope.ts'

/** What a module is made of, whoever calls it and with whatever values. */
export interface Content {
  /** Its folder from the root module, as `path.module` gives it: `.`, `modules/fn`, `../common`. */
  readonly path: string
  /** The names of the calls that lead to it from the root: `network.subnets`; empty for the root itself. */
  readonly key: string
  /** The folders of the modules that lead to it, itself last. */
  readonly callers: readonly string[]
  readonly declared: Declarations
  readonly body: Body
  readonly files: Files
}

/** A call whose module is not read, and why: its source says nothing, is elsewhere, is no folder, or calls itself. */
export interface Opaque {
  readonly opaque: 'unreadable' | 'remote' | 'missing' | 'recursive'
  readonly path?: string
  /** The root that would hold the folder, where it lies outside of what may be read. */
  readonly root?: string | undefined
}

export type Found = Content | Opaque

export interface Modules {
  find(block: Block, from: Content): Found
}
