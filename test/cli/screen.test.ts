import { expect, test } from 'vitest'
import { wantsColour } from '../../cli/colour.ts'
import { startProgress } from '../../cli/progress.ts'
import { fakeHost } from '../support/host.ts'

test.each([
  ['a terminal', { isTerminal: true }, true, true],
  ['a pipe', { isTerminal: false }, true, false],
  ['a terminal with --no-color', { isTerminal: true }, false, false],
  ['a terminal with NO_COLOR', { isTerminal: true, environment: { NO_COLOR: '1' } }, true, false],
  ['a terminal with an empty NO_COLOR, which is none', { isTerminal: true, environment: { NO_COLOR: '' } }, true, true],
  ['a dumb terminal', { isTerminal: true, environment: { TERM: 'dumb' } }, true, false],
  ['a pipe with FORCE_COLOR', { environment: { FORCE_COLOR: '1' } }, true, true],
  ['a terminal with FORCE_COLOR=0', { isTerminal: true, environment: { FORCE_COLOR: '0' } }, true, false],
] as const)('colour on %s', (_where, given, asked, wanted) => {
  expect(wantsColour(fakeHost(given), asked)).toBe(wanted)
})

test('progress is shown on a terminal after a while, in one line that is wiped away', () => {
  let now = 0
  const host = fakeHost({ isTerminal: true, columns: 12, clock: () => now })
  const progress = startProgress(host, false)
  progress.step('Reading files')
  expect(host.printed.errors).toBe('')
  now = 1000
  progress.step('Judging 1 of 3')
  progress.done()
  expect(host.printed).toEqual({ output: '', errors: '\r\u001B[2KJudging 1 o\r\u001B[2K', files: {} })
})

test('progress is not shown in a pipeline, nor with --quiet', () => {
  let now = 0
  const later = () => (now += 1000)
  for (const [host, quiet] of [
    [fakeHost({ clock: later }), false],
    [fakeHost({ isTerminal: true, clock: later }), true],
  ] as const) {
    const progress = startProgress(host, quiet)
    progress.step('Reading files')
    progress.done()
    expect(host.printed.errors).toBe('')
  }
})
