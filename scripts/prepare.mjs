#!/usr/bin/env node
// Builds dist/ in a checkout: the Rego compiler (Go to WebAssembly), the TypeScript, the policy bundle.
// npm runs it after `npm ci`; `npm run build` runs it again, and then only what changed takes time.
// In an installed package there is nothing to build and nothing happens.

import { chmodSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildToolchain } from './build-toolchain.mjs'
import { Failure, run, say } from './stage.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

// `npx portcullis` in a checkout makes npm link the folder as a package, and so run this, although all is built.
const isRunByNpx = process.env.npm_command === 'exec' && existsSync('dist/policies/manifest.json')

try {
  if (existsSync('toolchain/opa/go.mod') && !isRunByNpx) await prepare()
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`portcullis: ${error.message}`)
  process.exitCode = 1
}

async function prepare() {
  await buildToolchain()
  await compileTypeScript()
  if (existsSync('scripts/build-bundle.mjs')) {
    say('compiling the policies')
    await run(process.execPath, ['scripts/build-bundle.mjs'], 'the policies do not compile; the lines above say where')
  }
  await run(process.execPath, ['scripts/keep-code.mjs'], 'the command line does not judge the example')
  say('ready')
}

async function compileTypeScript() {
  const compiler = 'node_modules/typescript/bin/tsc'
  if (!existsSync(compiler))
    throw new Failure('TypeScript is not installed: run `npm ci` with development dependencies')
  say('compiling the TypeScript')
  await run(process.execPath, [compiler, '-p', 'tsconfig.build.json'], 'the TypeScript does not compile')
  await run(process.execPath, ['scripts/build-cli.mjs'], 'the command line could not be put together')
  if (existsSync('dist/cli/main.js')) chmodSync('dist/cli/main.js', 0o755)
}
