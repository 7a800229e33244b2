// Keeps the compiled code of the command line beside it, so that no later run parses and compiles it again: judges the
// examples, and then asks V8 for all that has been compiled meanwhile.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { codeFile, loadJoined } from '../dist/cli/start/load.js'

/** The transform is loaded where a template asks for it. */
const sam = 'policies/secrets/literal_secret/examples/fail.sam.yaml'
const dist = new URL('dist/', pathToFileURL(`${process.cwd()}/`))
const { exports, script } = loadJoined(dist)
process.argv.splice(2, Number.POSITIVE_INFINITY, 'check', 'examples/shop', sam)
process.stdout.write = () => true
process.on('exit', (code) => {
  // 1: there are findings.
  if (code > 1) return
  process.exitCode = 0
  writeFileSync(new URL(codeFile, dist), script.createCachedData())
})
await exports.parts.main()
