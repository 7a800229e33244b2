import type { Manifest } from '../../model/policy.ts'

/** Compiled policies and what they say of themselves. */
export interface Bundle {
  readonly manifest: Manifest
  readonly wasm: Uint8Array
  /** Not ours: it runs in a thread of its own, which can be ended. */
  readonly guarded?: true
}

/** What `main.rego` collects; a scan asks for nothing else. */
export const entrypoint = 'main/findings'
