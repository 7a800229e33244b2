#!/usr/bin/env node
// Packs dist/toolchain/opa.wasm to a sixth of its size beside it: that is what the package ships. npm runs it before
// it makes the package, and then it takes a minute, unless the compiler is still the one that was packed before.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [built, packed, digest] = ['opa.wasm', 'opa.wasm.br', 'opa.digest'].map((name) => `dist/toolchain/${name}`)
const stamp = `${packed}.digest`

const present = readFileSync(digest, 'utf8')
if (!existsSync(packed) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== present) {
  const bytes = readFileSync(built)
  const small = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: Number(process.env.PORTCULLIS_PACK_QUALITY ?? 9),
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
  writeFileSync(packed, small)
  writeFileSync(stamp, present)
}
