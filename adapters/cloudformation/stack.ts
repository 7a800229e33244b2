import { always } from '../../model/condition.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Stack } from '../../model/stack.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { byPlace } from '../sources/order.ts'
import { noWork } from './budget.ts'
import { evaluateTemplate, type Whole } from './evaluate.ts'
import { normalise } from './normalise.ts'
import type { Origin } from './origin.ts'

export interface ReadStack {
  readonly stack: Stack
  /** The names of its parameters. */
  readonly declared: readonly string[]
  /** The paths of the files that are read as a part of it. */
  readonly nested: ReadonlySet<string>
}

/** The stack that a template describes, and those that it deploys by themselves. Its id is the template's path, or the one given. */
export function readStack(
  root: MapValue,
  read: readonly Diagnostic[],
  origin: Origin,
  id: string = origin.file.path,
): readonly ReadStack[] {
  const { path } = origin.file
  const diagnostics = collector(read)
  const whole: Whole = {
    templates: [],
    files: new Set([path]),
    nested: new Set(),
    opaque: [],
    handed: [],
    exports: new Map(),
    separate: [],
    causes: [],
    stacks: 0,
    work: noWork(),
  }
  const { report } = diagnostics
  const atoms = { domains: new Map<string, readonly string[]>(), names: new Map<string, string>() }
  const evaluation = evaluateTemplate(root, origin, { report, atoms, exists: always, chain: [path], whole })
  diagnostics.all.sort(byPlace)
  const [cause] = whole.causes
  const stack: Stack = {
    id,
    path,
    format: evaluation.listed.some((name) => name.startsWith('AWS::Serverless-')) ? 'sam' : 'cloudformation',
    status: diagnostics.all.some(({ severity }) => severity === 'error') ? 'partial' : 'complete',
    scope: 'stack',
    files: [...whole.files],
    resources: evaluation.resources,
    outputs: new Map([...evaluation.outputs].filter((output): output is [string, Value] => output[1] !== null)),
    exports: whole.exports,
    opaque: whole.opaque,
    handed: whole.handed,
    ...(cause ? { open: cause } : {}),
    diagnostics: diagnostics.all,
    ...(origin.deployedTo ? { deployedTo: origin.deployedTo } : {}),
    normalise: (chosen) => normalise(whole.templates, chosen, root.at),
  }
  const separate = whole.separate.flatMap((one) => readStack(one.root, one.diagnostics, one.origin, one.id))
  const own = { stack, declared: [...evaluation.template.parameters.keys()], nested: whole.nested }
  return [own, ...separate]
}

/** Diagnostics, each once. */
function collector(first: readonly Diagnostic[]): {
  readonly all: Diagnostic[]
  readonly report: (diagnostic: Diagnostic) => void
} {
  const seen = new Set<string>()
  const all: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => {
    const { code, message, location } = diagnostic
    const key = JSON.stringify([code, message, location?.file, location?.startLine, location?.startColumn])
    if (seen.has(key)) return
    seen.add(key)
    all.push(diagnostic)
  }
  first.forEach(report)
  return { all, report }
}
