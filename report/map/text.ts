import pc from 'picocolors'
import {
  type AccessKind,
  type ApplicationMap,
  accessKinds,
  type ExposureLevel,
  type Limit,
  type MappedFunction,
  type MappedRole,
  type MappedTrigger,
  type StackMap,
} from '../../model/map.ts'
import type { Paint } from '../text/screen.ts'
import { displayWidth, padEnd, plain } from '../text/width.ts'
import { count, place } from '../text/words.ts'
import { wrap } from '../text/wrap.ts'
import { nodeTitle } from './names.ts'

interface MapTextOptions {
  readonly colour: boolean
  readonly width: number
}

/** The map for a person at a terminal: a paragraph for each function. */
export function mapToText({ stacks, diagnostics }: ApplicationMap, { colour, width }: MapTextOptions): string {
  const paint = pc.createColors(colour)
  const columns = Math.min(Math.max(width || 80, 60), 120)
  const gaps = new Set(stacks.flatMap((stack) => stack.gaps.map(({ why }) => why)))
  const unsaid = diagnostics.filter(({ message }) => !gaps.has(message.replace(/\.$/, '')))
  const sections = [
    ...stacks.flatMap((stack) => drawStack(stack, paint, columns)),
    ...unsaid.map(({ severity, message, location }) => [
      `${paint[severity === 'error' ? 'red' : 'yellow'](severity)} ${plain(message)}${location ? ` ${paint.dim(place(location))}` : ''}`,
    ]),
  ]
  if (stacks.length === 0 && !diagnostics.some(({ severity }) => severity === 'error'))
    sections.push(['There is no stack to draw.'])
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function drawStack(stack: StackMap, paint: Paint, columns: number): readonly (readonly string[])[] {
  const about = summaryOf(stack)
  const names = new Map(stack.nodes.map((node) => [node.id, node]))
  const roles = new Map(stack.roles.map((role) => [role.node, role]))
  const title = `${paint.bold(paint.underline(plain(stack.path)))} ${paint.dim(about)}`
  return [
    [title],
    ...stack.functions.map((fn) => drawFunction(fn, { stack, names, roles, paint, columns })),
    ...drawGaps(stack, paint, columns),
  ]
}

function summaryOf({ functions, roles, complete }: StackMap): string {
  const numbers = [count(functions.length, 'function'), count(roles.length, 'role')]
  return `${numbers.join(', ')}${complete ? '' : ', not complete'}`
}

interface Drawn {
  readonly stack: StackMap
  readonly names: ReadonlyMap<string, StackMap['nodes'][number]>
  readonly roles: ReadonlyMap<string, MappedRole>
  readonly paint: Paint
  readonly columns: number
}

function drawFunction(fn: MappedFunction, drawn: Drawn): readonly string[] {
  const { paint } = drawn
  const condition = fn.condition === null ? '' : ` ${paint.dim(`if ${plain(fn.condition)}`)}`
  const role = fn.role === null ? undefined : drawn.roles.get(fn.role)
  return [
    `${paint.bold(plain(fn.name))}  ${level(fn, paint)}  ${paint.dim(place(fn.location))}${condition}`,
    ...row('reached', reachedBy(fn, drawn), drawn),
    ...row('run by', runBy(fn, drawn), drawn),
    ...drawAccess(role, drawn),
    ...row('limits', [limitsText(fn)], drawn),
    ...row(
      'loop',
      fn.loops.map(
        (loop) =>
          `${loop.nodes.map((node) => nameOf(node, drawn)).join(' → ')}${loop.sure ? '' : ` (perhaps: ${loop.why})`}`,
      ),
      drawn,
    ),
  ]
}

function level({ exposure }: MappedFunction, paint: Paint): string {
  const colours: Readonly<Record<ExposureLevel, (text: string) => string>> = {
    public: paint.red,
    organisation: paint.yellow,
    account: paint.blue,
    private: paint.green,
  }
  const known = colours[exposure.level](exposure.level)
  return exposure.sure ? known : `${known}, perhaps ${colours[exposure.possible](exposure.possible)}`
}

/** The way from outside, and the one that may be there. */
function reachedBy({ exposure }: MappedFunction, drawn: Drawn): readonly string[] {
  const way = (path: readonly string[]): string => {
    const edges = path.flatMap((id) => drawn.stack.edges.find((edge) => edge.id === id) ?? [])
    const [first] = edges
    return first ? [first.from, ...edges.map(({ to }) => to)].map((node) => nameOf(node, drawn)).join(' → ') : ''
  }
  return [
    ...(exposure.path.length > 0 ? [way(exposure.path)] : []),
    ...(exposure.sure ? [] : [`perhaps ${exposure.possible}: ${exposure.why ?? 'not all of it is known'}`]),
  ]
}

function runBy({ triggers, condition }: MappedFunction, drawn: Drawn): readonly string[] {
  if (triggers.length === 0) return ['nothing that was given']
  return triggers.map((trigger) => `${triggerText(trigger, drawn)}${notes(trigger, condition)}`)
}

function triggerText({ by, source, label }: MappedTrigger, drawn: Drawn): string {
  if (by === 'permission') return label
  const from = source === null ? '' : nameOf(source, drawn)
  return from === '' || from === label ? label : `${label} of ${from}`
}

/** What is known beside; a condition that the function has too goes without saying. */
function notes({ auth, enabled, sure, limits, condition, by }: MappedTrigger, ofFunction: string | null): string {
  const said = [
    ...(auth === null || by === 'permission' ? [] : [`auth ${auth}`]),
    ...(enabled ? [] : ['off']),
    ...(sure ? [] : ['perhaps']),
    ...limits,
    ...(condition === null || condition === ofFunction ? [] : [`if ${condition}`]),
  ]
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

const verbs: Readonly<Record<AccessKind, string>> = {
  read: 'reads',
  list: 'lists',
  write: 'writes',
  tag: 'tags',
  permit: 'permits',
  invoke: 'invokes',
}

function drawAccess(role: MappedRole | undefined, drawn: Drawn): readonly string[] {
  if (!role) return row('role', ['not known'], drawn)
  const shared = role.usedBy.length > 1 ? `, shared by ${role.usedBy.length}` : ''
  const unknown = role.complete ? '' : ` (not all it permits is known: ${role.why})`
  return [
    ...row('role', [`${role.name}${shared}${unknown}`], drawn),
    ...accessKinds.flatMap((kind) => {
      const targets = role.access.filter(({ may }) => may.includes(kind))
      const names = targets.map(({ target, sure }) => `${nameOf(target, drawn)}${sure ? '' : '?'}`)
      return row(verbs[kind], [names.join(', ')], drawn)
    }),
  ]
}

function nameOf(id: string, { names }: Drawn): string {
  const node = names.get(id)
  if (!node) return id
  const { label, kind } = nodeTitle(node)
  return kind === '' || node.kind === 'function' || node.kind === 'pattern' ? label : `${label} (${kind})`
}

function limitsText({ limits }: MappedFunction): string {
  const { timeoutSeconds, memoryMb, reservedConcurrency, provisionedConcurrency, asynchronousRetries } = limits
  return [
    known(timeoutSeconds, 's', 'time limit'),
    known(memoryMb, 'MB', 'memory'),
    reservedConcurrency === null ? 'no reserved concurrency' : known(reservedConcurrency, 'at once', 'concurrency'),
    ...(provisionedConcurrency === null
      ? []
      : [known(provisionedConcurrency, 'kept ready', 'provisioned concurrency')]),
    known(asynchronousRetries, 'retries', 'retries'),
  ].join(', ')
}

function known(limit: Limit, unit: string, name: string): string {
  return limit === 'unknown' || limit === null ? `${name} not known` : `${limit} ${unit}`
}

const column = 10

/** A word in the margin and texts beside it, each beginning a line of its own. */
function row(word: string, texts: readonly string[], { paint, columns }: Drawn): readonly string[] {
  const lines = texts.filter((text) => text !== '').flatMap((text) => wrap(text, columns - column - 2))
  return lines.map((line, index) => `  ${paint.dim(padEnd(index === 0 ? word : '', column))}${line}`)
}

function drawGaps(stack: StackMap, paint: Paint, columns: number): readonly (readonly string[])[] {
  if (stack.complete) return []
  const lines = stack.gaps.flatMap(({ why, needs, nodes, location }) => {
    const where = location ? ` ${paint.dim(place(location))}` : ''
    const what = nodes.length < 2 ? '' : ` (${nodes.length} things)`
    const help = needs.length === 0 ? '' : `; give ${needs.join(', ')}`
    const [first = '', ...rest] = wrap(`${why}${what}${help}`, columns - displayWidth('  - '))
    return [
      `  - ${first}${rest.length === 0 ? where : ''}`,
      ...rest.map((line, i) => `    ${line}${i === rest.length - 1 ? where : ''}`),
    ]
  })
  return [[paint.bold('The map is not complete:'), ...lines]]
}
