import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Attribute, Block, Body, Expression } from '../syntax/tree.ts'
import { checkBlock } from './block-checks.ts'
import type { Declarations } from './declarations.ts'
import { type Mention, visitMentions } from './references.ts'
import { wrongIndex, wrongReference } from './undeclared.ts'

type Report = (diagnostic: Diagnostic) => void

/** Reports references to nothing, and expressions where none may be: also in what is never evaluated. */
export function checkReferences(body: Body, declared: Declarations, report: Report): void {
  for (const block of body.blocks) {
    if (block.type === 'variable') checkVariable(block, report)
    visitAttributes(block, (attribute, bound) => {
      visitMentions(
        attribute.expression,
        { mention: (mention) => checkMention(mention, block, declared, report) },
        bound,
      )
    })
    checkDependencies(block.body, report)
    checkBlock(block, declared, report)
  }
}

/** What is no expression though it looks like one: types, names of providers, addresses of what was moved. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  variable: ['type'],
  module: ['providers', 'source', 'version'],
  resource: ['provider'],
  data: ['provider'],
  ephemeral: ['provider'],
  action: ['provider'],
  import: ['to', 'provider'],
  moved: ['from', 'to'],
  removed: ['from'],
  lifecycle: ['ignore_changes'],
  provisioner: ['when', 'on_failure'],
  dynamic: ['iterator'],
}

/** Visits the arguments of a block and of those in it, each with the names that `dynamic` blocks bind there. */
export function visitAttributes(
  block: Block,
  visit: (attribute: Attribute, bound: ReadonlySet<string>, path: readonly string[]) => void,
): void {
  const go = (inner: Block, bound: ReadonlySet<string>, path: readonly string[]): void => {
    const names = NAMES[inner.type] ?? []
    for (const attribute of inner.body.attributes.values()) {
      if (!names.includes(attribute.name)) visit(attribute, bound, path)
    }
    const within = inner.type === 'dynamic' ? new Set([...bound, iteratorOf(inner)]) : bound
    for (const next of inner.body.blocks) go(next, within, [...path, next.type])
  }
  if (block.type !== 'terraform') go(block, new Set(), [])
}

function iteratorOf({ labels, body }: Block): string {
  const named = body.attributes.get('iterator')?.expression
  return named?.type === 'variable' ? named.name : (labels[0] ?? '')
}

function checkMention(mention: Mention, block: Block, declared: Declarations, report: Report): void {
  const wrong = wrongReference(mention, declared) ?? wrongIndex(mention, declared)
  if (!wrong || isOwnData(mention, block)) return
  report(error(wrong.code, wrong.message, wrong.at))
}

/** The data source that a `check` block holds is known within it alone. */
function isOwnData({ name, steps: [type, named] }: Mention, { type: of, body }: Block): boolean {
  if (of !== 'check' || name !== 'data' || type?.type !== 'access' || named?.type !== 'access') return false
  return body.blocks.some(({ labels }) => labels[0] === type.name && labels[1] === named.name)
}

/** A variable's arguments are constants, but for its type and the conditions that its values must meet. */
function checkVariable({ body }: Block, report: Report): void {
  for (const { name, expression } of body.attributes.values()) {
    if (name !== 'type') checkConstant(expression, report)
    else if (expression.type === 'literal' && typeof expression.value === 'string') {
      const message = `Invalid quoted type constraints: Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated. Remove the quotes around "${expression.value}".`
      report(error('INVALID_VALUE', message, expression.span))
    }
  }
}

/** Reports what needs anything to be evaluated; false where something does. */
export function checkConstant(expression: Expression, report: Report): boolean {
  let isConstant = true
  const refuse = (message: string, at: Mention['at']): void => {
    isConstant = false
    report(error('INVALID_VALUE', message, at))
  }
  visitMentions(expression, {
    mention: ({ at }) => refuse('Variables not allowed: variables may not be used here.', at),
    call: ({ span }) => {
      refuse('Function calls not allowed: functions may not be called here.', span)
      return false
    },
  })
  return isConstant
}

function checkDependencies({ attributes }: Body, report: Report): void {
  const list = attributes.get('depends_on')?.expression
  if (!list || list.type === 'invalid') return
  const items = list.type === 'tuple' ? list.items : [list]
  for (const item of items) {
    if (list.type === 'tuple' && isStatic(item)) continue
    const message =
      'Invalid expression: a single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.'
    report(error('INVALID_VALUE', message, item.span))
  }
}

function isStatic(expression: Expression): boolean {
  switch (expression.type) {
    case 'variable':
    case 'invalid':
      return true
    case 'access':
      return isStatic(expression.of)
    case 'index':
      return expression.key.type === 'literal' && isStatic(expression.of)
    default:
      // The way of versions before 0.12.
      return expression.type === 'literal' && typeof expression.value === 'string'
  }
}
