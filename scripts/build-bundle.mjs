#!/usr/bin/env node
// Compiles policies/, its profiles too, to dist/policies/policy.wasm and manifest.json, through the project's own compiler,
// and writes policies/capabilities.json. Skips the work where nothing it depends on has changed. `--check` fails if that file is stale.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { catalogueFiles } from './catalogue.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const target = 'dist/policies'
const capabilitiesFile = 'policies/capabilities.json'
const check = process.argv.includes('--check')

const { builtinNames } = await import('../dist/engine/evaluate/capabilities.js')
const { inputSchema } = await import('../dist/model/input-schema.js')
const { makeManifest, ManifestError, withProfiles } = await import('../dist/engine/bundle/manifest.js')
const { readProfiles } = await import('../dist/engine/configuration/profiles.js')
const { createToolchain } = await import('../dist/toolchain/toolchain.js')
const { RegoError } = await import('../dist/toolchain/errors.js')

const modules = readModules()
const schema = JSON.parse(JSON.stringify(inputSchema()))
const digest = digestOf([
  modules,
  catalogueFiles(),
  builtinNames,
  schema,
  entrypoints(),
  readCompiled('engine/bundle/manifest.js'),
  readCompiled('engine/configuration/profiles.js'),
  readCompiled('toolchain/opa.wasm'),
])
const stamp = `${target}/.digest`

if (check) await checkCapabilities()
else if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) await build()

async function build() {
  const toolchain = createToolchain()
  try {
    const { wasm, packages } = await toolchain.compile({
      modules,
      entrypoints: entrypoints(),
      builtins: builtinNames,
      inputSchema: schema,
    })
    const plain = makeManifest('builtin', wasm, packages)
    const { profiles, problems } = readProfiles(...catalogueFiles(), plain.policies)
    if (problems) {
      console.error(problems.join('\n'))
      process.exitCode = 1
      return
    }
    const manifest = withProfiles(plain, profiles)
    mkdirSync(target, { recursive: true })
    writeFileSync(`${target}/policy.wasm`, wasm)
    writeFileSync(`${target}/manifest.json`, `${JSON.stringify(manifest, null, 1)}\n`)
    writeFileSync(capabilitiesFile, await capabilities(toolchain))
    writeFileSync(stamp, digest)
  } catch (error) {
    if (!(error instanceof RegoError) && !(error instanceof ManifestError)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    await toolchain.close()
  }
}

/**
 * What a scan asks for, `main/findings`, and for OPA's Data API every package and the rules that are asked for most: what
 * is in no entry point is read out of its package's value.
 */
function entrypoints() {
  const asked = ['findings', 'deny', 'applies']
  const found = Object.values(modules).flatMap((text) => {
    const path = text.match(/^package (\S+)$/m)?.[1].replaceAll('.', '/') ?? ''
    const own = path.startsWith('lib/') ? [] : asked.filter((rule) => new RegExp(`^${rule}\\b`, 'm').test(text))
    return [path, ...own.map((rule) => `${path}/${rule}`)]
  })
  return [...new Set(found)].sort()
}

async function checkCapabilities() {
  const toolchain = createToolchain()
  const wanted = await capabilities(toolchain)
  await toolchain.close()
  if (existsSync(capabilitiesFile) && readFileSync(capabilitiesFile, 'utf8') === wanted) return
  console.error(`Stale, run "npm run build": ${capabilitiesFile}`)
  process.exitCode = 1
}

async function capabilities(toolchain) {
  const { capabilities: file } = await toolchain.capabilities(builtinNames)
  return `${JSON.stringify(file, null, 1)}\n`
}

/** Every module of policies/ that is no test, by its path. */
function readModules() {
  const files = readdirSync('policies', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rego') && !name.endsWith('_test.rego') && !name.includes('examples/'))
    .sort()
  return Object.fromEntries(files.map((name) => [`policies/${name}`, readFileSync(`policies/${name}`, 'utf8')]))
}

function readCompiled(name) {
  const bytes = readFileSync(`dist/${name}`)
  return createHash('sha256').update(bytes).digest('hex')
}

function digestOf(parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
