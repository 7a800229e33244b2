import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Attribute, Body, Expression } from '../syntax/tree.ts'
import type { Declarations } from './declarations.ts'
import { type Mention, visitMentions } from './references.ts'
import { visitAttributes } from './static-checks.ts'
import { isFlagged } from './variables.ts'

/**
 * Reports ephemeral values where Terraform would have to store them: in arguments of resources that are not write-only,
 * and in outputs that are not ephemeral themselves. Source: Terraform, "Ephemeral values".
 */
export function checkEphemeral(body: Body, declared: Declarations, report: (diagnostic: Diagnostic) => void): void {
  if (!declaresEphemeral(body, declared)) return
  const isEphemeral = ephemeralNames(declared)
  for (const block of body.blocks) {
    if (block.type === 'resource' || block.type === 'data') {
      visitAttributes(block, ({ name, expression }, bound, path) => {
        const at = isWriteOnly(name, path) ? undefined : isEphemeral(expression, bound)
        if (!at) return
        const message = `Invalid use of ephemeral value: ephemeral values are not valid for "${name}", because it is not a write-only attribute and must be persisted to state.`
        report(error('INVALID_VALUE', message, at))
      })
    }
    const value = block.type === 'output' ? block.body.attributes.get('value') : undefined
    const at = value && !isFlagged(block, 'ephemeral') ? isEphemeral(value.expression, new Set()) : undefined
    if (!at) continue
    const message =
      'Ephemeral value not allowed: this output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.'
    report(error('INVALID_VALUE', message, at))
  }
}

/** Hardly any module does, and then nothing has to be looked through. */
function declaresEphemeral({ blocks }: Body, { variables }: Declarations): boolean {
  return (
    blocks.some(({ type }) => type === 'ephemeral') ||
    [...variables.values()].some((block) => isFlagged(block, 'ephemeral'))
  )
}

/** Provisioners and connections are not stored, nor is what Terraform itself is told about a resource. */
function isWriteOnly(name: string, path: readonly string[]): boolean {
  return (
    name.endsWith('_wo') || path.some((type) => type === 'provisioner' || type === 'connection' || type === 'lifecycle')
  )
}

type Place = Mention['at']

/** Where an expression takes an ephemeral value, if it does. */
function ephemeralNames({
  variables,
  locals,
}: Declarations): (expression: Expression, bound: ReadonlySet<string>) => Place | undefined {
  const known = new Map<Attribute, boolean>()
  const isLocal = (local: Attribute): boolean => {
    const found = known.get(local)
    if (found !== undefined) return found
    known.set(local, false)
    const result = find(local.expression, new Set()) !== undefined
    known.set(local, result)
    return result
  }
  const isMention = ({ name, steps: [first] }: Mention): boolean => {
    if (name === 'ephemeral') return true
    if (first?.type !== 'access') return false
    if (name === 'var') {
      const variable = variables.get(first.name)
      return variable !== undefined && isFlagged(variable, 'ephemeral')
    }
    const local = name === 'local' ? locals.get(first.name) : undefined
    return local !== undefined && isLocal(local)
  }
  const find = (expression: Expression, bound: ReadonlySet<string>): Place | undefined => {
    let place: Place | undefined
    const visitor = {
      mention: (mention: Mention) => {
        if (isMention(mention)) place ??= mention.at
      },
      call: ({ name }: { readonly name: string }) => name !== 'ephemeralasnull',
    }
    visitMentions(expression, visitor, bound)
    return place
  }
  return find
}
