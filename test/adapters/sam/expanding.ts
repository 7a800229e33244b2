import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { type Expanded, expandServerless } from '../../../adapters/sam/expand.ts'
import type { Value } from '../../../model/value.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
type Resources = Readonly<Record<string, { readonly [name: string]: Json }>>

/** A template as it comes out, in the words of the file, with what was said of it. */
export interface Outcome {
  readonly resources: Resources
  readonly conditions: Json | undefined
  readonly outputs: Json | undefined
  /** `4:5 message`. */
  readonly problems: readonly string[]
  readonly declaredBy: Readonly<Record<string, string>>
}

interface Options {
  readonly parameters?: Readonly<Record<string, string>>
  readonly region?: string
}

export function expand(text: string, options: Options = {}): Outcome {
  const { template, diagnostics, declaredBy } = expandValues(text, options)
  const whole = plain(template) as { Resources: Resources; Conditions?: Json; Outputs?: Json }
  return {
    resources: whole.Resources,
    conditions: whole.Conditions,
    outputs: whole.Outputs,
    problems: diagnostics.map(({ location, message }) => `${location?.startLine}:${location?.startColumn} ${message}`),
    declaredBy: Object.fromEntries(declaredBy),
  }
}

/** The same with the places of everything. */
export function expandValues(text: string, { parameters = {}, region }: Options = {}): Expanded {
  const { value } = parseTemplate({ path: 'template.yaml', text })
  if (value?.type !== 'map') throw new Error('this text is no template')
  const given = { parameters: new Map(Object.entries(parameters)), ...(region === undefined ? {} : { region }) }
  return expandServerless(value, given)
}

/** The properties of a resource that comes out. */
export function propertiesOf({ resources }: Outcome, id: string): { readonly [name: string]: Json } {
  const properties = resources[id]?.Properties
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
    throw new Error(`no resource ${id} among ${Object.keys(resources).join(', ')}`)
  }
  return properties as { readonly [name: string]: Json }
}

/** The ids and types of what comes out. */
export function typesOf({ resources }: Outcome): Readonly<Record<string, Json | undefined>> {
  return Object.fromEntries(Object.entries(resources).map(([id, { Type }]) => [id, Type]))
}

export function plain(value: Value): Json {
  switch (value.type) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plain)
    case 'map':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plain(entry.value)]))
    default:
      throw new Error(`a template holds no ${value.type}`)
  }
}

/** A template with one function and what else is given. */
export function withFunction(properties: string, rest = ''): string {
  const lines = properties.trim() === '' ? '' : `\n${properties.replace(/^\n/, '').replaceAll(/^(?=.)/gm, '      ')}`
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Runtime: nodejs22.x${lines}
${rest}`
}
