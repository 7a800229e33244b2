// Joins the command line into a few files: opening hundreds of modules took half of a short run's time.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist/cli/chunks', { recursive: true, force: true })
await build({
  entryPoints: ['cli/main.ts'],
  outdir: 'dist/cli',
  chunkNames: 'chunks/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  // It finds its own WebAssembly module beside its file.
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl'],
  banner: {
    js: `import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);`,
  },
  logLevel: 'warning',
})
