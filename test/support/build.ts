import { spawnSync } from 'node:child_process'
import { type Dirent, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const rooms = ['model', 'adapters', 'engine', 'report', 'toolchain', 'cli', 'server', 'policies']

/** Builds dist/ once before the tests that run it, where any source is newer than what was built from it. */
export default function build(): void {
  const built = changed('dist/policies/manifest.json') === 0 ? 0 : changed('dist/cli/main.js')
  if (rooms.every((room) => newest(room) <= built)) return
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('npm run build failed; its messages are above')
}

/** Milliseconds since 1970; 0 where there is no such file. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newest(folder: string): number {
  return entries(folder)
    .filter((entry) => entry.isFile() && /\.(ts|rego)$/.test(entry.name))
    .reduce((latest, entry) => Math.max(latest, changed(join(entry.parentPath, entry.name))), 0)
}

function entries(folder: string): readonly Dirent[] {
  return changed(folder) === 0 ? [] : readdirSync(folder, { recursive: true, withFileTypes: true })
}
