// Joins the command line, and what its threads run, into one file: opening hundreds of modules took half of a short
// run's time. CommonJS, for Node keeps no compiled code of ES modules (see cli/start/load.ts).
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const joined = 'dist/cli/joined.cjs'
const common = { bundle: true, platform: 'node', target: 'node20.19', minify: true, logLevel: 'warning' }

rmSync(`${joined}.code`, { force: true })
await build({
  ...common,
  entryPoints: ['cli/start/joined.ts'],
  outfile: joined,
  format: 'cjs',
  // These find files of their own beside their own.
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl', 'piscina', 'fastify', '@fastify/*'],
  // `require` instead: a script that is run by hand may not import.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'fileUrl' },
  banner: {
    js: `(function (exports, require, module, __filename, __dirname) {const fileUrl = require('node:url').pathToFileURL(__filename).href;`,
  },
  footer: { js: '})' },
})
writeFileSync(joined, ascii(readFileSync(joined, 'utf8')))
await build({
  ...common,
  entryPoints: { 'cli/main': 'cli/start/main.ts', 'server/pool/worker': 'cli/start/worker.ts' },
  outdir: 'dist',
  format: 'esm',
  allowOverwrite: true,
})

/** The same program: esbuild leaves regular expressions as they are. */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
