import type { Diagnostic } from '../../model/diagnostic.ts'
import type { MapValue } from '../../model/value.ts'
import { pathBeside } from '../cloudformation/local.ts'
import { parseTemplate } from '../cloudformation/parse.ts'
import type { TemplateTransform } from '../cloudformation/transforms.ts'
import { expandServerless } from './expand.ts'

/** The macro `AWS::Serverless-2016-10-31`. */
export const serverlessTransform: TemplateTransform = (template, { file, given, hidden, read }) => {
  const files = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const document = (location: string): MapValue | undefined => {
    const path = pathBeside(file.path, location)
    const found = path === undefined ? undefined : read(path)
    if (!found) return undefined
    const parsed = parseTemplate(found)
    if (!files.has(found.path)) diagnostics.push(...parsed.diagnostics)
    files.add(found.path)
    return parsed.value?.type === 'map' ? parsed.value : undefined
  }
  const expanded = expandServerless(template, {
    parameters: givenTo(file.path, given.parameters),
    hidden,
    document,
    ...(given.region === undefined ? {} : { region: given.region }),
  })
  return { ...expanded, diagnostics: [...expanded.diagnostics, ...diagnostics], files: [...files] }
}

/** What is given for one template: defaults keep the type in which they are written, so they are not among them. */
function givenTo(stack: string, parameters: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = new Map<string, string>()
  for (const [name, value] of parameters) if (!name.includes(':')) own.set(name, value)
  for (const [name, value] of parameters) if (name.startsWith(`${stack}:`)) own.set(name.slice(stack.length + 1), value)
  return own
}
