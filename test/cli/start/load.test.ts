import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { codeFile, joinedFile } from '../../../cli/start/load.ts'

test('the compiled code that a build leaves is used', () => {
  expect(load(pathToFileURL('dist/'))).toBe('main,worker; refused: false')
})

test('code of another version or damaged is refused, and the program runs all the same', () => {
  const dist = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'portcullis-start-'))}/`)
  mkdirSync(new URL('cli/', dist))
  cpSync(`dist/${joinedFile}`, new URL(joinedFile, dist))
  writeFileSync(new URL(codeFile, dist), 'of nobody')
  expect(load(dist)).toBe('main,worker; refused: true')
})

test('without compiled code the program runs', () => {
  const dist = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'portcullis-start-'))}/`)
  mkdirSync(new URL('cli/', dist))
  cpSync(`dist/${joinedFile}`, new URL(joinedFile, dist))
  expect(load(dist)).toBe('main,worker; refused: undefined')
})

/** In a process of its own: what V8 accepts depends on how the process was started. */
function load(dist: URL): string {
  const program = `
    import { loadJoined } from ${JSON.stringify(pathToFileURL('dist/cli/start/load.js').href)}
    const { exports, script } = loadJoined(new URL(${JSON.stringify(dist.href)}))
    console.log(Object.keys(exports.parts).join() + '; refused: ' + script.cachedDataRejected)`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }).trim()
}
