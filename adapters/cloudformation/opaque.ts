import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import { referencesIn } from '../../model/references.ts'
import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Handed } from '../../model/stack.ts'
import type { Cause } from '../../model/value.ts'
import { reportLoop } from './resolve.ts'
import { isModule, rainModule, type Template, type Transform } from './template.ts'

/** What a template holds that is not followed here. */
export interface Unexpanded {
  readonly names: readonly string[]
  /** Present where anything may be missing from the template. */
  readonly cause?: Cause
}

/** Macros and loops that are left: they change the template in ways that are not followed here. */
export function unexpanded(
  macros: readonly Transform[],
  template: Template,
  report: (diagnostic: Diagnostic) => void,
): Unexpanded {
  const names: string[] = []
  const causes: Cause[] = []
  for (const { name, at } of macros) {
    names.push(name)
    report(notApplied(name, at))
  }
  for (const { name, at, cause } of template.loops) {
    names.push(name)
    if (cause) causes.push(cause)
    else if (name.startsWith('Fn::ForEach')) reportLoop(name, at, { report })
    else report(warning('OPAQUE', `What ${name} puts here is not read.`, at))
  }
  const [first] = names
  if (first === undefined) return { names }
  return { names, cause: causes[0] ?? { why: `${first} is not expanded`, needs: [], at: template.at } }
}

function notApplied(name: string, at: Span): Diagnostic {
  if (!name.startsWith('AWS::Serverless-'))
    return warning('OPAQUE', `The macro ${name} runs at deployment; what it adds or changes is not read.`, at)
  const problem = `${name} is not expanded, so its functions, roles and APIs are not judged. SAM is AWS::Serverless-2016-10-31.`
  return error('OPAQUE', problem, at)
}

/** A resource that holds others, which the files here do not tell. */
export function mayHoldResources({ type }: Pick<Resource, 'type'>): boolean {
  return type === 'AWS::CloudFormation::Stack' || type === 'AWS::CloudFormation::StackSet' || isModule(type)
}

export function notRead({ id, type, at }: Resource): Diagnostic {
  if (type === rainModule) {
    const problem = `"${id}" is a module of rain, which is not expanded. Check what "rain pkg" writes of the template.`
    return error('OPAQUE', problem, at)
  }
  return warning('OPAQUE', `What is inside "${id}" (${type}) is not read; nothing in it is judged.`, at)
}

/** What is handed to something opaque may be linked to from inside. */
export function handedTo({ id, properties }: Resource): Handed {
  return {
    resources: referencesIn(properties).map((reference) => reference.resource),
    cause: { why: `what ${id} does with it is not read`, needs: [] },
  }
}
