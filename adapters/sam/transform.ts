import type { TemplateTransform } from '../cloudformation/transforms.ts'
import { expandServerless } from './expand.ts'

/** The macro `AWS::Serverless-2016-10-31`. */
export const serverlessTransform: TemplateTransform = (template, { file, given, hidden }) =>
  expandServerless(template, {
    parameters: givenTo(file.path, given.parameters),
    hidden,
    ...(given.region === undefined ? {} : { region: given.region }),
  })

/** What is given for one template: defaults keep the type in which they are written, so they are not among them. */
function givenTo(stack: string, parameters: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = new Map<string, string>()
  for (const [name, value] of parameters) if (!name.includes(':')) own.set(name, value)
  for (const [name, value] of parameters) if (name.startsWith(`${stack}:`)) own.set(name.slice(stack.length + 1), value)
  return own
}
