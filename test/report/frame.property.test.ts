import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFrame } from '../../report/text/frame.ts'
import { createScreen } from '../../report/text/screen.ts'
import { displayWidth } from '../../report/text/width.ts'

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\n', '\t', '\r', ' ', '値', 'e\u0301', '👩‍👩‍👧'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  maxLength: 300,
})
const column = fc.integer({ min: 1, max: 400 })
const span = fc.record({
  file: fc.constant('a.yaml'),
  startLine: fc.integer({ min: 1, max: 12 }),
  startColumn: column,
  endLine: fc.integer({ min: 1, max: 12 }),
  endColumn: column,
})

function frame(
  source: string,
  place: Parameters<typeof drawFrame>[0],
  hidden: readonly (typeof place)[],
  width: number,
) {
  const options = { colour: false, sources: () => source, verbose: false, quiet: false, width }
  return drawFrame(place, (mark) => mark, createScreen(options, hidden))
}

test('a frame of any text at any place fits the terminal and steers nothing', () => {
  fc.assert(
    fc.property(
      text,
      span,
      fc.array(span, { maxLength: 3 }),
      fc.integer({ min: 40, max: 120 }),
      (source, place, hidden, width) => {
        const lines = frame(source, place, hidden, width)
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([])
        expect(lines.length).toBeLessThanOrEqual(5)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
      },
    ),
  )
})

test('a hidden text is in no frame, wherever the frame points', () => {
  const word = fc.stringMatching(/^[a-z]{0,30}$/)
  fc.assert(
    fc.property(
      word,
      word,
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 3 }),
      (before, after, start, line) => {
        const source = `first: 1\n  ${before} "HIDDEN-TEXT" ${after}\nlast: 2\n`
        const from = before.length + 4
        const hidden = { file: 'a.yaml', startLine: 2, startColumn: from, endLine: 2, endColumn: from + 13 }
        const place = { file: 'a.yaml', startLine: line, startColumn: start, endLine: line, endColumn: start + 3 }
        const shown = frame(source, place, [hidden], 80).join('\n')
        expect(shown).not.toMatch(/HIDDEN|TEXT/)
      },
    ),
  )
})
