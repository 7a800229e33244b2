import type { Manifest } from '../../model/policy.ts'

/** Compiled policies and what they say of themselves. */
export interface Bundle {
  readonly manifest: Manifest
  /** Compiled already where several threads share it. */
  readonly wasm: Uint8Array | WebAssembly.Module
  /** Not ours: it runs in a thread of its own, which can be ended. */
  readonly guarded?: true
}

/** What `main.rego` collects; a scan asks for nothing else. */
export const entrypoint = 'main/findings'
