import type { Bundle } from '../../engine/bundle/bundle.ts'

/** The bundle with its module compiled, so that threads share it. */
export async function compiled(bundle: Bundle): Promise<Bundle> {
  if (bundle.wasm instanceof WebAssembly.Module) return bundle
  return { ...bundle, wasm: await WebAssembly.compile(new Uint8Array(bundle.wasm)) }
}
