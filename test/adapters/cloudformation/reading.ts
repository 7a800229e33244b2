import { templateAdapter } from '../../../adapters/cloudformation/adapter.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { nativeView } from '../../../model/native.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Given, Stack } from '../../../model/stack.ts'

type Options = {
  readonly path?: string
  readonly parameters?: Record<string, string>
  readonly region?: string
  readonly account?: string
}

export const templates = templateAdapter({ transforms: new Map() })

export function given({ parameters = {}, region, account }: Options = {}): Given {
  return {
    parameters: new Map(Object.entries(parameters)),
    variables: new Map(),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  }
}

/** The stacks of several files. */
export function readFiles(texts: Readonly<Record<string, string>>, options: Options = {}): readonly Stack[] {
  return templates.read(memorySources(texts), given(options)) as readonly Stack[]
}

/** The stacks of one file. */
export function readStacks(text: string, options: Options = {}): readonly Stack[] {
  const files = [{ path: options.path ?? 'template.yaml', text }]
  return templates.read({ files, read: () => undefined }, given(options)) as readonly Stack[]
}

export function readOne(text: string, options: Options = {}): Stack {
  const [stack, ...others] = readStacks(text, options)
  if (!stack || others.length > 0) throw new Error('this text is not one stack')
  return stack
}

export function resourceOf(stack: Stack, id: string): Resource {
  const resource = stack.resources.find((candidate) => candidate.id === id)
  if (!resource) throw new Error(`no resource ${id}`)
  return resource
}

/** What is wrong, one line each: `error SYNTAX 3:1 message`. */
export function problemsOf({ diagnostics }: Stack): readonly string[] {
  return diagnostics.map(({ severity, code, message, location }) =>
    [severity, code, location ? `${location.startLine}:${location.startColumn}` : '-', message].join(' '),
  )
}

/** What the expression is worth as the property of a resource, beside the rest of a template. */
export function evaluate(expression: string, rest = '', options: Options = {}): unknown {
  const stack = readOne(templateWith(expression, rest), options)
  const properties = nativeView(resourceOf(stack, 'Subject').properties) as Record<string, unknown>
  return properties.Value
}

/** The problems of a template with this expression. */
export function problemsWith(expression: string, rest = '', options: Options = {}): readonly string[] {
  return problemsOf(readOne(templateWith(expression, rest), options))
}

function templateWith(expression: string, rest: string): string {
  const resources = `Resources:
  Subject:
    Type: AWS::SSM::Parameter
    Properties:
      Value: ${expression}
  Jobs:
    Type: AWS::SQS::Queue
`
  return resources + rest
}
