// Runs the TypeScript of this folder: joined into one file, below node_modules so that packages are found.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const outfile = `${root}node_modules/.cache/portcullis-bench/main.mjs`
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
