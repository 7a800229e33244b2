import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Attribute, Block, Body, Expression } from '../syntax/tree.ts'
import type { Declarations } from './declarations.ts'
import { type Mention, visitMentions } from './references.ts'

type Report = (message: string, at: Diagnostic['location']) => void

/** Reports what Terraform refuses in the blocks of its own, and in its own blocks within others. In its words. */
export function checkBlock(block: Block, declared: Declarations, report: (diagnostic: Diagnostic) => void): void {
  const say: Report = (message, at) => report(error('INVALID_VALUE', message, at))
  checkConditions(block, say)
  checkFlags(block, say)
  switch (block.type) {
    case 'check':
      checkAsserts(block, say)
      return
    case 'moved':
      checkMoved(block, say)
      return
    case 'removed':
      checkRemoved(block, declared, say)
      return
    case 'module':
      checkVersion(block, say)
  }
}

const CONDITIONS = new Set(['assert', 'postcondition', 'precondition', 'validation'])

function checkConditions(block: Block, report: Report): void {
  const inner = block.body.blocks.flatMap((nested) => (nested.type === 'lifecycle' ? nested.body.blocks : [nested]))
  for (const { type, body } of inner) {
    const condition = CONDITIONS.has(type) ? body.attributes.get('condition')?.expression : undefined
    if (!condition || condition.type === 'invalid') continue
    const mentions = mentionsIn(condition)
    if (mentions.length === 0) {
      report(
        `Invalid ${type} expression: the condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.`,
        condition.span,
      )
    }
    const [name = ''] = block.labels
    if (type === 'validation' && mentions.length > 0 && !mentions.some((mention) => isVariable(mention, name))) {
      report(
        `Invalid variable validation condition: the condition for variable "${name}" must refer to var.${name} in order to test incoming values.`,
        condition.span,
      )
    }
    const self = type === 'precondition' ? mentions.find((mention) => mention.name === 'self') : undefined
    if (self) {
      report(
        'Invalid "self" reference: the "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.',
        self.at,
      )
    }
  }
}

function mentionsIn(expression: Expression): readonly Mention[] {
  const mentions: Mention[] = []
  visitMentions(expression, { mention: (mention) => void mentions.push(mention) })
  return mentions
}

function isVariable({ name, steps: [first] }: Mention, wanted: string): boolean {
  return name === 'var' && first?.type === 'access' && first.name === wanted
}

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  variable: ['ephemeral', 'nullable', 'sensitive'],
  output: ['ephemeral', 'sensitive'],
  lifecycle: ['create_before_destroy', 'destroy', 'prevent_destroy'],
}

/** What says yes or no to Terraform itself is read before anything is evaluated. */
function checkFlags({ type, body }: Block, report: Report): void {
  const inner = body.blocks.filter((nested) => nested.type === 'lifecycle')
  for (const [of, { attributes }] of [[type, body] as const, ...inner.map((each) => [each.type, each.body] as const)]) {
    for (const name of FLAGS[of] ?? []) {
      const value = attributes.get(name)?.expression
      if (value?.type === 'literal' && !isFlag(value.value))
        report('Unsuitable value type: unsuitable value: a bool is required.', value.span)
    }
  }
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || value === null || value === 'true' || value === 'false'
}

function checkAsserts({ body, header }: Block, report: Report): void {
  if (body.skipped || body.blocks.some(({ type }) => type === 'assert')) return
  report('Zero assert blocks: check blocks must have at least one assert block.', header)
}

function checkMoved({ body, header }: Block, report: Report): void {
  const [from, to] = [addressIn(body, 'from'), addressIn(body, 'to')]
  if (from === undefined || to === undefined) return
  if (from === to) {
    report(
      `Redundant move statement: this statement declares a move from ${from} to the same address, which is the same as not declaring this move at all.`,
      header,
    )
  } else if (isModule(from) !== isModule(to)) {
    report(
      'Invalid "moved" addresses: the "from" and "to" addresses must either both refer to resources or both refer to modules.',
      header,
    )
  }
}

function checkRemoved({ body }: Block, { resources, modules }: Declarations, report: Report): void {
  const from = addressIn(body, 'from')
  const at = body.attributes.get('from')?.expression.span
  if (from === undefined || at === undefined) return
  if (from.includes('[')) {
    report(
      'Resource instance keys not allowed: the address must be a resource (e.g. "test_instance.foo"), not a resource instance (e.g. "test_instance.foo[1]").',
      at,
    )
  } else if (resources.has(from) || (from.split('.').length === 2 && modules.has(from.replace(/^module\./, '')))) {
    const what = isModule(from) ? 'module' : 'resource'
    report(
      `Removed ${what} still exists: this statement declares that ${from} was removed, but it is still declared in configuration.`,
      at,
    )
  }
}

/** An address as it is written; undefined where it is none. */
function addressIn({ attributes }: Body, name: string): string | undefined {
  const attribute: Attribute | undefined = attributes.get(name)
  return attribute && addressOf(attribute.expression)
}

function addressOf(expression: Expression): string | undefined {
  if (expression.type === 'variable') return expression.name
  if (expression.type !== 'access' && expression.type !== 'index') return undefined
  const of = addressOf(expression.of)
  if (of === undefined) return undefined
  if (expression.type === 'access') return `${of}.${expression.name}`
  const { key } = expression
  return key.type === 'literal' ? `${of}[${JSON.stringify(key.value)}]` : undefined
}

/** Whether an address is that of a module call: `module.a`, `module.a["k"].module.b`. */
function isModule(address: string): boolean {
  return /^(?:(?:^|\.)module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)+$/.test(address)
}

/** A version is one of a registry's module. */
function checkVersion({ body }: Block, report: Report): void {
  const version = body.attributes.get('version')
  const source = body.attributes.get('source')?.expression
  if (!version || source?.type !== 'literal' || typeof source.value !== 'string') return
  if (!/^\.\.?(?:[/\\]|$)/.test(source.value)) return
  report(
    `Invalid registry module source address: can't use local directory "${source.value}" as a module registry address. Terraform assumed that you intended a module registry source address because you also set the argument "version", which applies only to registry modules.`,
    source.span,
  )
}
