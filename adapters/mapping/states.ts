import { joinParts, partsOf, type TextPart } from '../../model/text.ts'
import { type Entry, entryOf, type MapValue, unknown, type Value } from '../../model/value.ts'
import { mapOf, structured } from './document.ts'
import { isNull, plain } from './source.ts'

/** A state of a state machine, with the path of the states around it. */
export interface State {
  readonly path: string
  readonly at: Value['at']
  readonly body: MapValue
}

const DEEPEST = 20

/**
 * The states of a definition, those in branches and maps behind what holds them. `undefined` where it cannot be read.
 * Source: Amazon States Language specification.
 */
export function statesOf(definition: Value): readonly State[] | undefined {
  const body = structured(definition)
  return body.type === 'map' ? collect(body, '', 0) : undefined
}

function collect(body: MapValue, around: string, depth: number): readonly State[] {
  const states = entryOf(body, 'States')?.value
  if (states?.type !== 'map' || depth > DEEPEST) return []
  return [...states.entries].flatMap(([name, { key, value }]) => {
    if (value.type !== 'map') return []
    const path = `${around}${name}`
    const branches = entryOf(value, 'Branches')?.value
    const inner = [
      ...(branches?.type === 'list' ? branches.items : []),
      ...['ItemProcessor', 'Iterator'].flatMap((one) => entryOf(value, one)?.value ?? []),
    ]
    const below = inner.flatMap((one) => (one.type === 'map' ? collect(one, `${path}/`, depth + 1) : []))
    return [{ path, at: key, body: value }, ...below]
  })
}

/** What a task is told to use, by the parameter that names it. Source: Step Functions Developer Guide, "Integrating services". */
const PARAMETERS = ['FunctionName', 'QueueUrl', 'TopicArn', 'TableName', 'StateMachineArn', 'Bucket'] as const

/** The function, queue or whatever else a task uses; null for one that names it at run time only, or none. */
export function targetOf({ body, at }: State): Value {
  const resource = entryOf(body, 'Resource')?.value
  if (resource === undefined) return plain(null, at)
  if (!isIntegration(resource)) return resource
  const parameters = entryOf(body, 'Parameters')?.value ?? entryOf(body, 'Arguments')?.value
  for (const name of PARAMETERS) {
    const found = entryOf(parameters, name)?.value
    if (found && !isExpression(found)) return found
  }
  const entries = entryOf(parameters, 'Entries')?.value
  const bus = entries?.type === 'list' ? entryOf(entries.items[0], 'EventBusName')?.value : undefined
  return bus ?? (parameters?.type === 'unknown' ? parameters : plain(null, resource.at))
}

/** `arn:aws:states:::lambda:invoke`: a service that is called, rather than a function of its own. */
function isIntegration(resource: Value): boolean {
  const [first, ...rest] = partsOf(resource) ?? []
  const text = [first, ...rest].map((part) => (typeof part === 'string' ? part : '*')).join('')
  return /^arn:[^:]*:states:/.test(text)
}

/** Whether a task invokes a function by name or ARN through the service. */
export function invokesLambda({ body }: State): boolean {
  const parts = partsOf(entryOf(body, 'Resource')?.value ?? plain('', body.at)) ?? []
  return parts.some((part) => typeof part === 'string' && part.includes(':lambda:invoke'))
}

function isExpression(value: Value): boolean {
  return value.type === 'scalar' && /^\s*(?:\{%|\$)/.test(String(value.value))
}

/** The states as the model has them; unknown where the definition is. */
export function stateList(definition: Value): Value {
  const states = statesOf(definition)
  if (!states) {
    if (isNull(definition)) return plain([], definition.at)
    return definition.type === 'unknown' ? definition : unknown('the definition cannot be read', [], definition.at)
  }
  return { type: 'list', items: states.map(shapeOf), at: definition.at }
}

function shapeOf(state: State): Value {
  const { body, path, at } = state
  const get = (name: string): Value => entryOf(body, name)?.value ?? plain(null, at)
  const isMap = get('Type').type === 'scalar' && (get('Type') as { value: unknown }).value === 'Map'
  const concurrency = get('MaxConcurrency')
  return mapOf(
    [
      ['name', plain(path, at)],
      ['type', get('Type')],
      ['resource', resourceText(get('Resource'))],
      ['target', targetOf(state)],
      [
        'url',
        entryOf(entryOf(body, 'Parameters')?.value ?? entryOf(body, 'Arguments')?.value, 'ApiEndpoint')?.value ??
          plain(null, at),
      ],
      ['timeout_s', get('TimeoutSeconds')],
      ['heartbeat_s', get('HeartbeatSeconds')],
      ['maximum_concurrency', isMap && isNull(concurrency) ? plain(0, at) : concurrency],
      ['maximum_retries', mostRetries(get('Retry'))],
    ],
    at,
  )
}

/** Only what names a service is a text of the author's; anything else is the target. */
function resourceText(value: Value): Value {
  return isNull(value) || isIntegration(value) ? value : plain(null, value.at)
}

/** The largest number of retries; three where a retrier does not say. */
function mostRetries(value: Value): Value {
  if (value.type !== 'list') return value
  const counts = value.items.map((item) => entryOf(item, 'MaxAttempts')?.value ?? plain(3, item.at))
  const open = counts.find((count) => count.type !== 'scalar')
  if (open) return open
  const most = Math.max(...counts.map((count) => (count.type === 'scalar' ? Number(count.value) : 0)))
  return plain(counts.length === 0 ? null : most, value.at)
}

/**
 * The definition with `${Name}` replaced by what the template gives for it.
 * Source: CloudFormation reference, AWS::StepFunctions::StateMachine DefinitionSubstitutions.
 */
export function substituted(value: Value, substitutions: ReadonlyMap<string, Entry>): Value {
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => substituted(item, substitutions)) }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: substituted(entry.value, substitutions) }] as const,
      )
      return { ...value, entries: new Map(entries) }
    }
    case 'json':
      return { ...value, value: substituted(value.value, substitutions) }
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('${')
        ? joinParts(pieces(value.value, substitutions), value.at, value.via)
        : value
    case 'text':
      return joinParts(
        value.parts.flatMap((part) => (typeof part === 'string' ? pieces(part, substitutions) : [part])),
        value.at,
        value.via,
      )
    default:
      return value
  }
}

function pieces(text: string, substitutions: ReadonlyMap<string, Entry>): readonly TextPart[] {
  return text.split(/(\$\{\w+\})/).flatMap((piece) => {
    const found = /^\$\{\w+\}$/.test(piece) ? substitutions.get(piece.slice(2, -1))?.value : undefined
    return (found && partsOf(found)) ?? [piece]
  })
}
