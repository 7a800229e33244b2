import { createHash, randomUUID } from 'node:crypto'
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { limitMemory } from './limit-memory.mjs'
import { Failure, say, watch } from './stage.mjs'

const SOURCES = 'toolchain/opa'
const TARGET = 'dist/toolchain/opa.wasm'
const DIGEST = 'dist/toolchain/opa.digest'
const GO_MINIMUM = [1, 25]
const FLAGS = [
  '-buildmode=c-shared',
  '-trimpath',
  '-buildvcs=false',
  '-mod=readonly',
  '-ldflags=-s -w',
  '-tags=opa_no_oci',
]
const MEMORY_LIMIT_MB = 1024
const HEARTBEAT_MS = 5_000

/**
 * Puts the Rego compiler at dist/toolchain/opa.wasm, with the digest of what it was built from beside it. Built once
 * per digest and kept in the user's cache folder, so that a second checkout or `npm ci` needs no Go.
 */
export async function buildToolchain() {
  const digest = sourceDigest()
  if (existsSync(TARGET) && existsSync(DIGEST) && readFileSync(DIGEST, 'utf8') === digest) return
  const kept = join(cacheFolder(), `${digest}.wasm`)
  if (existsSync(kept)) say(`taking the Rego compiler from ${kept}`)
  else await buildInto(kept)
  mkdirSync('dist/toolchain', { recursive: true })
  rmSync(DIGEST, { force: true })
  copyFileSync(kept, TARGET, constants.COPYFILE_FICLONE)
  writeFileSync(DIGEST, digest)
}

function sourceDigest() {
  const hash = createHash('sha256').update(JSON.stringify([FLAGS, MEMORY_LIMIT_MB]))
  const names = readdirSync(SOURCES).filter((name) => /\.go$|^go\.(mod|sum)$/.test(name))
  for (const name of names.sort()) hash.update(`\n${name}\n`).update(readFileSync(join(SOURCES, name)))
  return hash.digest('hex')
}

function cacheFolder() {
  const { PORTCULLIS_CACHE, XDG_CACHE_HOME } = process.env
  return resolve(PORTCULLIS_CACHE || XDG_CACHE_HOME || join(homedir(), '.cache'), 'portcullis/toolchain')
}

async function buildInto(kept) {
  await requireGo()
  mkdirSync(cacheFolder(), { recursive: true })
  const draft = `${kept}.${randomUUID()}`
  try {
    say('building the Rego compiler with Go (once; one to three minutes where Go has nothing cached)')
    await goBuild(draft)
    writeFileSync(draft, limitMemory(readFileSync(draft), MEMORY_LIMIT_MB))
    renameSync(draft, kept)
    say(`built the Rego compiler (${Math.round(statSync(kept).size / 1e6)} MB), kept as ${kept}`)
  } finally {
    rmSync(draft, { force: true })
  }
}

async function requireGo() {
  const wanted = GO_MINIMUM.join('.')
  const advice = `install Go ${wanted} or newer from https://go.dev/dl and run \`npm ci\` again (only a checkout needs it, to build the Rego compiler)`
  const { code, output } = await watch('go', ['env', 'GOVERSION'], { cwd: SOURCES, stdio: ['ignore', 'pipe', 'pipe'] })
  if (code === null) throw new Failure(`Go is not installed: ${advice}`)
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(output) ?? []
  const older = Number(major) < GO_MINIMUM[0] || (Number(major) === GO_MINIMUM[0] && Number(minor) < GO_MINIMUM[1])
  if (code !== 0 || major === undefined || older) {
    throw new Failure(`Go ${output.trim().replace(/^go/, '') || 'of unknown version'} is too old: ${advice}`)
  }
}

/** Go names each package it compiles (-v): those are counted, anything else it says is shown. */
async function goBuild(output) {
  let packages = 0
  const heartbeat = setInterval(() => say(`  ${packages} packages compiled`), HEARTBEAT_MS)
  const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm', GOFLAGS: '', CGO_ENABLED: '0' }
  const args = ['build', '-v', ...FLAGS, '-o', output, '.']
  const { code } = await watch('go', args, { cwd: SOURCES, env, stdio: ['ignore', 'inherit', 'pipe'] }, (line) => {
    if (/^[\w.~/-]+$/.test(line)) packages += 1
    else console.error(line)
  })
  clearInterval(heartbeat)
  if (code !== 0) throw new Failure('the Rego compiler could not be built: the lines above are from `go build`')
}
