import { expect, test } from 'vitest'
import { commonFolder } from '../../../cli/check/renaming.ts'

test.each([
  [['a.yaml', 'infra/b.tf'], '/home/me/app', { 'a.yaml': 'a.yaml', 'infra/b.tf': 'infra/b.tf' }],
  [['../a.yaml', 'b.tf'], '/home/me/app', { '../a.yaml': 'a.yaml', 'b.tf': 'app/b.tf', '..': '.' }],
  [['../../x/a.yaml', '../b.tf'], '/home/me/app', { '../../x/a.yaml': 'x/a.yaml', '../b.tf': 'me/b.tf' }],
  [['../../../etc/a.yaml'], '/home/me/app', { '../../../etc/a.yaml': 'etc/a.yaml' }],
])('%j from %s', (paths, cwd, expected) => {
  const naming = commonFolder(paths, cwd)
  for (const [here, there] of Object.entries(expected)) {
    expect(naming.there(here)).toBe(there)
    expect(naming.back(there) || '.').toBe(here)
  }
})
