// Public templates and modules, for the scripts that look at what portcullis makes of them.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const corpora = resolve(process.env.PORTCULLIS_CORPORA ?? '../shared/corpora')

/** Does some work in a folder of its own, which is gone afterwards. */
export function inScratch(work) {
  const scratch = mkdtempSync(join(tmpdir(), 'portcullis-public-'))
  try {
    work(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Unpacks archives of the corpora into a folder; the paths of all that lies in it. */
export function unpacked(folder, ...archives) {
  mkdirSync(folder, { recursive: true })
  for (const archive of archives) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder])
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
}

/** Not what the translator makes of another template, and not what it refuses. */
export function isTemplate(name) {
  if (!/\.(ya?ml|json)$/.test(name) || /\/error\/|\/expected\.json$/.test(name)) return false
  return /Resources/.test(readFileSync(name, 'utf8'))
}

/** What a command answers to each request, in one process. */
export function answersTo(command, requests) {
  const { stdout } = spawnSync(process.execPath, ['dist/cli/main.js', command, '--batch'], {
    input: `${requests.map((request) => JSON.stringify(request)).join('\n')}\n`,
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
