import type { Manifest } from '../../model/policy.ts'

/** Compiled policies and what they say of themselves. */
export interface Bundle {
  readonly manifest: Manifest
  readonly wasm: Uint8Array
}

/** What `main.rego` collects; a scan asks for nothing else. */
export const entrypoint = 'main/findings'
