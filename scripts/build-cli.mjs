// Joins the command line, and what its threads run, into a few files: opening hundreds of modules took half of a short
// run's time.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist/cli/chunks', { recursive: true, force: true })
await build({
  entryPoints: ['cli/main.ts', 'server/pool/worker.ts'],
  outbase: '.',
  outdir: 'dist',
  chunkNames: 'cli/chunks/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  sourcemap: true,
  // These find files of their own beside their own.
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl', 'piscina', 'fastify', '@fastify/*'],
  banner: {
    js: `import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);`,
  },
  logLevel: 'warning',
})
