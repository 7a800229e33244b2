import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { importsOf, namesReached } from './support/module-facts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Who may import whom: the table of docs/architecture.md. A folder's rooms are the longest names that fit. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'adapters/sources': ['model'],
  'adapters/mapping': ['model', 'adapters/sources'],
  'adapters/cloudformation': ['model', 'adapters/sources', 'adapters/mapping'],
  'adapters/terraform': ['model', 'adapters/sources', 'adapters/mapping'],
  'adapters/sam': ['model', 'adapters/sources', 'adapters/mapping', 'adapters/cloudformation'],
  'adapters/serverless': ['model', 'adapters/sources', 'adapters/mapping', 'adapters/cloudformation'],
  // The list of all formats, and what none of them claims.
  adapters: ['model'],
  engine: ['model'],
  toolchain: ['model'],
  report: ['model'],
  server: ['model', 'engine', 'adapters', 'report', 'toolchain'],
  cli: ['model', 'adapters', 'engine', 'toolchain', 'report', 'server'],
}

/** The only files that look at the world; everything else is given what it needs. */
const windows = [
  'cli/main.ts',
  'cli/start/load.ts',
  'server/main.ts',
  'adapters/sources/disk.ts',
  'engine/bundle/load.ts',
  'toolchain/host.ts',
  'toolchain/worker.ts',
]
const globals = ['process', 'console', 'fetch', 'Date', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID']
const modules = [
  'fs',
  'fs/promises',
  'process',
  'child_process',
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dns',
  'dgram',
]

const skipped = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage'])
const rooms = Object.keys(mayImport)

describe('imports', () => {
  test.each(rooms)('of %s point downwards and carry their ending', (room) => {
    const problems = typeScriptIn(room).flatMap((file) =>
      importsOf(read(file)).flatMap((specifier) => problemWith(specifier, file)),
    )
    expect(problems).toEqual([])
  })

  test('the rooms are those that hold TypeScript', () => {
    const tested = new Set(['test', 'scripts', 'bench'])
    const others = folders('.').filter((name) => !tested.has(name) && typeScriptIn(name).length > 0)
    const named = new Set(Object.keys(mayImport).map((room) => room.split('/')[0]))
    expect(others.filter((name) => !named.has(name))).toEqual([])
    const formats = folders('adapters').map((name) => `adapters/${name}`)
    expect(formats.filter((name) => !(name in mayImport))).toEqual([])
  })
})

describe('the world', () => {
  test.each(rooms)('is given to %s, not reached for', (room) => {
    const problems = typeScriptIn(room)
      .filter((file) => !windows.includes(file))
      .flatMap((file) => reachedBy(read(file)).map((name) => `${file} uses ${name}: only ${windows.join(', ')} may`))
    expect(problems).toEqual([])
  })
})

test('nothing that ships names a machine, or what lies outside the repository', () => {
  const shipped = everyFile('.').filter((path) => !path.startsWith('test/') && path !== 'package-lock.json')
  // Where the corpora lie is a setting, and beside the checkout is its default.
  const setting = /PORTCULLIS_CORPORA(?: \?\? '|: the folder of the corpora \()\.\.\/shared\/corpora/g
  const named = shipped.filter((path) =>
    /(?<![\w.])\/(?:work|root|home\/\w+|Users\/\w+)\/|\.\.\/shared\b|localhost:4873/.test(
      read(path).replaceAll(setting, ''),
    ),
  )
  expect(named).toEqual([])
})

function reachedBy(text: string): readonly string[] {
  const imported = importsOf(text).filter((specifier) => modules.includes(specifier.replace(/^node:/, '')))
  return [...namesReached(text, globals), ...imported]
}

/** A sentence for an import that must not be; nothing for one that may. */
function problemWith(specifier: string, file: string): readonly string[] {
  if (!specifier.startsWith('.')) return []
  if (!/\.(ts|json)$/.test(specifier))
    return [`${file} imports ${specifier}: a relative import carries its ending, .ts`]
  const target = posix.join(posix.dirname(file), specifier)
  const from = roomOf(file)
  const allowed = [from, ...(mayImport[from] ?? [])]
  if (allowed.some((room) => target.startsWith(`${room}/`))) return []
  return [
    `${file} imports ${specifier}, which leads to ${roomOf(target)}: ${from} may import ${allowed.join(', ')} only`,
  ]
}

function roomOf(path: string): string {
  const fitting = Object.keys(mayImport).filter((room) => path.startsWith(`${room}/`))
  return fitting.sort((a, b) => b.length - a.length)[0] ?? posix.dirname(path)
}

function typeScriptIn(folder: string): readonly string[] {
  return everyFile(folder).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
}

function everyFile(folder: string): readonly string[] {
  return entries(folder).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : everyFile(path)
    return entry.isFile() ? [path] : []
  })
}

function folders(folder: string): readonly string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .map(({ name }) => name)
}

/** A room that is not built yet is empty. */
function entries(folder: string) {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true })
  } catch {
    return []
  }
}

function read(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8')
}
