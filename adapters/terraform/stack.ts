import { posix } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source.ts'
import type { Given, Sources, Stack } from '../../model/stack.ts'
import { byPlace } from '../sources/order.ts'
import type { Folder, Folders } from './folders.ts'
import { readInputs } from './inputs.ts'
import { openModules } from './modules.ts'
import { normalise } from './normalise.ts'
import { reportCycles } from './resolve/cycles.ts'
import { Exhausted } from './resolve/failure.ts'
import { evaluateStack } from './resolve/module.ts'
import type { Names } from './resolve/scope.ts'
import { exportsOf } from './states.ts'
import type { Grammar } from './syntax/grammar.ts'
import type { Body } from './syntax/tree.ts'

/** Expressions evaluated for one root; a configuration of a thousand resources needs some ten thousand. */
const MAX_WORK = 1_000_000

/** Evaluates a root module and the modules it calls as a stack. */
export function readRoot(
  root: Folder,
  folders: Folders,
  sources: Sources,
  given: Given,
  grammar: Grammar,
  isOnly: boolean,
): Stack {
  const { diagnostics, report } = reporter()
  const path = root.path === '' ? '.' : root.path
  const modules = openModules(root, folders, sources, grammar, report)
  const inputs = readInputs(root, sources, given, grammar, isOnly, report)
  const hasCycles = reportCycles(modules.root, modules, report)
  const stack = {
    chain: { open: [] },
    placed: new Map(),
    modules,
    target: { ...targetOf(given), root: root.path },
    workspace: workspaceOf(root.path, sources),
    // What evaluation meets of a cycle has been said of the cycle as a whole.
    report: hasCycles ? (said: Diagnostic) => (said.code === 'REFERENCE_CYCLE' ? undefined : report(said)) : report,
    spend: budget(),
  }
  const evaluated = evaluateStack(modules.root, inputs, stack)
  diagnostics.sort(byPlace)
  const isWhole = !diagnostics.some(({ severity }) => severity === 'error')
  return {
    id: path,
    path,
    format: 'terraform',
    status: isWhole ? 'complete' : evaluated.resources.length > 0 ? 'partial' : 'failed',
    scope: 'stack',
    files: [...modules.files()].sort(),
    resources: evaluated.resources,
    outputs: evaluated.outputs,
    exports: exportsOf([root.body], evaluated.outputs, root.path),
    opaque: evaluated.opaque.map(({ address }) => address),
    handed: evaluated.opaque.map(({ address, at, given: resources }) => ({
      resources,
      cause: { why: `what ${address} does with it is not read`, needs: [], at },
    })),
    ...openStack(modules.bodies()),
    diagnostics,
    normalise: (resources) => normalise(evaluated, resources, startOf([...modules.files()].sort()[0] ?? path)),
  }
}

/** What stands in no block that could be made out may be anything. */
function openStack(bodies: readonly Body[]): Pick<Stack, 'open'> {
  const skipped = bodies.find((body) => body.skipped)?.skipped
  return skipped ? { open: { why: 'a part of the files could not be read', needs: [], at: skipped } } : {}
}

/** Each diagnostic once: an expression may be evaluated for several instances. */
function reporter(): {
  readonly diagnostics: Diagnostic[]
  readonly report: (diagnostic: Diagnostic) => void
} {
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  const report = (diagnostic: Diagnostic): void => {
    const key = JSON.stringify(diagnostic)
    if (seen.has(key)) return
    seen.add(key)
    diagnostics.push(diagnostic)
  }
  return { diagnostics, report }
}

/** The workspace that `terraform workspace select` noted. Source: Terraform, "Workspaces". */
function workspaceOf(root: string, sources: Sources): string {
  const noted = sources.read(posix.join(root, '.terraform/environment'))?.text.trim() ?? ''
  return /^[\w.-]{1,90}$/.test(noted) ? noted : 'default'
}

function targetOf({ account, region }: Given) {
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) }
}

function budget(): Names['spend'] {
  let left = MAX_WORK
  return (at, work = 1) => {
    left -= work
    if (left < 0) {
      throw new Exhausted('This configuration expands to more than can be evaluated.', at, 'TOO_MANY_VALUES')
    }
  }
}
