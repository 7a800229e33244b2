// Runs the TypeScript of this folder: joined into one file, below node_modules so that packages are found.
import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const folder = `${root}node_modules/.cache/portcullis-bench`
const outfile = `${folder}/main.mjs`
// What is measured is a copy, so that a build meanwhile changes nothing.
rmSync(`${folder}/dist`, { recursive: true, force: true })
cpSync('dist', `${folder}/dist`, { recursive: true, filter: (path) => !/opa\.wasm|\.map$/.test(path) })
copyFileSync('package.json', `${folder}/package.json`)
await build({
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'inline',
  logLevel: 'warning',
})
await stop()
await import(pathToFileURL(outfile).href)
