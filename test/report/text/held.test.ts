import { expect, test } from 'vitest'
import { valuesOn } from '../../../report/text/held.ts'

/** The line as it is seen, with `#` over what is covered; the focus stands before `at`. */
function seen(text: string, syntax: 'json' | 'hcl', at = '', mayShow = true, reach = 1_000) {
  const focus = at === '' ? 0 : text.indexOf(at)
  const shown = at !== '' && mayShow ? { from: focus, to: focus + at.length } : undefined
  const covered = valuesOn(text, syntax, reach, shown, focus)
  return Array.from(text, (character, index) =>
    covered.some(({ from, to }) => from <= index && index < to) ? '#' : character,
  ).join('')
}

test.each([
  ['"A": "b c",', '', '"A": #####,'],
  ['"A": 12, "B": [true, null]', '', '"A": ##, "B": [####, null]'],
  ['"A": "x\\"y\\\\", "B": "z"', '', '"A": ########, "B": ###'],
  ['"A": "left", "B": "python3.8"', '"python3.8"', '"A": ######, "B": "python3.8"'],
  ['"A": "l\\"eft", "B": "on", "C": "right"', '"on"', '"A": ########, "B": "on", "C": #######'],
  ['"A": "postgres://h/d"', '"postgres://h/d"', '"A": ################'],
  ['"A": {"B": "word"}', '{"B": "word"}', '"A": {"B": ######}'],
  [
    '"A": ["arn:aws:iam::aws:policy/X", "two words"]',
    '["arn:aws:iam::aws:policy/X", "two words"]',
    '"A": ["arn:aws:iam::aws:policy/X", ###########]',
  ],
])('of %s in JSON, pointing at %s, %s is seen', (text, at, expected) => {
  expect(seen(text, 'json', at)).toBe(expected)
})

test('what may not be shown is covered where it is pointed at, too', () => {
  expect(seen('"A": "word"', 'json', '"word"', false)).toBe('"A": ######')
})

test('a text that is cut by the edge of what is looked at is covered', () => {
  const line = '{"A":"a very long secret","B":"on","C":"a very long secret"}'
  expect(seen(line, 'json', '"on"', true, 10).slice(20, 40)).toBe('#####,"B":"on","C":#'.slice(0, 20))
})

test('a place in the middle of a text shows nothing', () => {
  expect(seen('"A": "one two three"', 'json', 'two')).toBe('#'.repeat(20))
})

test.each([
  ['pw  = "hidden"', '', 'pw  = ########'],
  ['  env = { A = "b" }', '', '  env = ###########'],
  ['runtime = "python3.8"', '"python3.8"', 'runtime = "python3.8"'],
  ['url = "a secret"', '"a secret"', 'url = ##########'],
  ['  "a line of a heredoc"', '', '  #####################'],
  ['QUJDREVG=', '', '#########'],
  ['QUJDREV==', '', '#########'],
  ['}', '', '}'],
])('of %s in a file of variables, pointing at %s, %s is seen', (text, at, expected) => {
  expect(seen(text, 'hcl', at)).toBe(expected)
})
