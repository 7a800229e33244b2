import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('policies take the same names for names of secrets as the model does', () => {
  const rego = readFileSync('policies/lib/secret.rego', 'utf8')
  const model = readFileSync('model/secret-names.ts', 'utf8')
  const [wanted, spared] = [/^pattern := `\(\?i\)(.*)`$/m, /^_open := `\(\?i\)(.*)`$/m].map(
    (line) => line.exec(rego)?.[1],
  )
  const [precise, open] = [/^const precise =\n {2}\/(.*)\/i$/m, /^const open =\n {2}\/(.*)\/i$/m].map((line) =>
    line.exec(model)?.[1]?.replaceAll('\\d', '[0-9]'),
  )
  expect({ wanted, spared }).toEqual({ wanted: precise, spared: open })
  expect(wanted).toContain('passphrase')
})
