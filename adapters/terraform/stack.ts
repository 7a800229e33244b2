import { posix } from 'node:path'
import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { startOf } from '../../model/source.ts'
import type { Given, Sources, Stack } from '../../model/stack.ts'
import { byPlace } from '../sources/order.ts'
import { readInputs } from './inputs.ts'
import { normalise } from './normalise.ts'
import { merged } from './overrides.ts'
import { fail } from './resolve/failure.ts'
import { readModule } from './resolve/module.ts'
import { type Root, sourceOf } from './roots.ts'
import type { Grammar } from './syntax/grammar.ts'
import { parseTemplate } from './syntax/parse.ts'
import type { Block, Body } from './syntax/tree.ts'

/** Expressions evaluated for one root; a configuration of a thousand resources needs some ten thousand. */
const MAX_WORK = 1_000_000

/** Evaluates a root module as a stack. */
export function readRoot(root: Root, sources: Sources, given: Given, grammar: Grammar, isOnly: boolean): Stack {
  const { diagnostics, report } = reporter(root)
  const path = root.folder === '' ? '.' : root.folder
  for (const file of root.files) file.diagnostics.forEach(report)
  for (const { path: unread } of root.unread) {
    const message = 'Terraform in JSON is not read yet: what this file declares is missing.'
    report(error('NOT_EVALUATED', message, startOf(unread)))
  }
  const body = merged(root.files)
  const module = readModule({
    body,
    inputs: readInputs(root, sources, given, grammar, isOnly, report),
    files: {
      folder: root.folder,
      read: (name) => within(root.folder, name, sources.read),
      list: (name) => within(root.folder, name, sources.list),
      bytes: (name) => within(root.folder, name, sources.bytes),
      template: (file) => parseTemplate(grammar, file),
    },
    target: targetOf(given),
    report,
    spend: budget(),
  })
  for (const { address, block } of module.opaque) report(notRead(address, block, root.folder))
  diagnostics.sort(byPlace)
  const isWhole = !diagnostics.some(({ severity }) => severity === 'error')
  return {
    id: path,
    path,
    format: 'terraform',
    status: isWhole ? 'complete' : module.resources.length > 0 ? 'partial' : 'failed',
    scope: 'stack',
    files: [...root.files.map(({ file }) => file), ...root.unread.map((file) => file.path)].sort(),
    resources: module.resources,
    outputs: module.outputs,
    opaque: module.opaque.map(({ address }) => address),
    handed: module.opaque.map(({ address, given: resources }) => ({
      resources,
      cause: { why: `what ${address} does with it is not read`, needs: [] },
    })),
    ...openStack(body, root),
    diagnostics,
    normalise: (resources) => normalise(module.variables, resources),
  }
}

/** A local module is the user's own: that it is not judged must not pass for success. */
function notRead(address: string, block: Block, folder: string): Diagnostic {
  const source = sourceOf(block)
  if (source === undefined || !/^(?:\.{0,2}\/|\.{1,2}$)/.test(source)) {
    const name = source === undefined ? address : `${address} (${source})`
    const message = `${name} is not read: nothing in it is judged, and its outputs are unknown.`
    return source === undefined ? error('OPAQUE', message, block.header) : warning('OPAQUE', message, block.header)
  }
  const next = posix.isAbsolute(source) ? source : posix.join(folder, source)
  const message = `Local modules are not read yet: what ${address} (${source}) creates is not judged, and its outputs are unknown. Check the folder ${next} by itself meanwhile.`
  return error('OPAQUE', message, block.header)
}

/** What stands in no block that could be made out, or in a file that is not read, may be anything. */
function openStack({ skipped }: Body, { unread: [file] }: Root): Pick<Stack, 'open'> {
  if (skipped) return { open: { why: 'a part of the files could not be read', needs: [], at: skipped } }
  return file ? { open: { why: `${file.path} is not read`, needs: [], at: startOf(file.path) } } : {}
}

/** Each diagnostic once: an expression may be evaluated for several instances. */
function reporter({ unread }: Root): {
  readonly diagnostics: Diagnostic[]
  readonly report: (diagnostic: Diagnostic) => void
} {
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  const report = (diagnostic: Diagnostic): void => {
    // What is missing may be declared in a file that is not read.
    if (diagnostic.code === 'REFERENCE_NOT_FOUND' && unread.length > 0) return
    const key = JSON.stringify(diagnostic)
    if (seen.has(key)) return
    seen.add(key)
    diagnostics.push(diagnostic)
  }
  return { diagnostics, report }
}

function within<T>(folder: string, name: string, get: ((path: string) => T | undefined) | undefined): T | undefined {
  return posix.isAbsolute(name) ? undefined : get?.(posix.join(folder, name))
}

function targetOf({ account, region }: Given) {
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) }
}

function budget(): (at: Span) => void {
  let left = MAX_WORK
  return (at) => {
    left -= 1
    if (left < 0) fail('This configuration expands to more than can be evaluated.', at, 'TOO_MANY_VALUES')
  }
}
