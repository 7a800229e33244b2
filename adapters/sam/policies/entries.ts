import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { make } from '../build.ts'
import { itemsOf, saidAt, textOf, withEntry } from '../edit.ts'
import { InvalidResource, InvalidTemplate } from '../errors.ts'
import { argumentOf, isIntrinsic, isNoValue } from '../intrinsic.ts'
import { filledTemplate, isPolicyTemplate } from './fill.ts'
import { policyOfName } from './managed.ts'

/** What `Policies` of a function or state machine come to. */
export interface PolicyEntries {
  readonly managed: readonly Value[]
  /** `{PolicyName, PolicyDocument}`, or a choice of such. */
  readonly inline: readonly Value[]
}

type Sort = 'managed' | 'statement' | 'template' | 'unknown'

/**
 * Reads `Policies`: names and ARNs of managed policies, policy documents, policy templates, and choices of one of them.
 * A document is called after the role and its place in the list.
 * Source: AWS SAM developer guide, "AWS::Serverless::Function", Policies.
 */
export function policyEntries(
  written: Value | undefined,
  owner: { readonly id: string; readonly roleId: string; readonly partition: string },
): PolicyEntries {
  const managed: Value[] = []
  const inline: Value[] = []
  const said = saidAt(written)
  const all = said === undefined ? [] : said.type === 'list' ? said.items : [said]
  for (const [index, entry] of all.entries()) {
    const sort = sortOf(entry)
    const filled = sort === 'template' ? withTemplates(entry, owner.id) : entry
    if (sort === 'managed') managed.push(managedPolicy(filled, owner.partition))
    else if (sort === 'unknown') {
      throw new InvalidResource(owner.id, `Policy at index ${index} in the 'Policies' property is not valid`, entry.at)
    } else inline.push(named(filled, `${owner.roleId}Policy${index}`))
  }
  return { managed, inline }
}

function sortOf(entry: Value): Sort {
  if (entry.type === 'scalar') return typeof entry.value === 'string' ? 'managed' : 'unknown'
  const choice = argumentOf(entry, 'Fn::If')
  if (choice) return sortOfChoice(choice)
  if (isIntrinsic(entry)) return 'managed'
  if (entry.type !== 'map') return 'unknown'
  if (entry.entries.has('Statement')) return 'statement'
  const [name] = entry.entries.keys()
  return entry.entries.size === 1 && isPolicyTemplate(name ?? '') ? 'template' : 'unknown'
}

function sortOfChoice(choice: Value): Sort {
  const [, then, otherwise] = itemsOf(choice)
  if (!then || !otherwise || itemsOf(choice).length !== 3)
    throw new InvalidTemplate('Fn::If requires 3 arguments', choice.at)
  const [left, right] = [sortOf(then), sortOf(otherwise)]
  if (left === right || isNoValue(otherwise)) return left
  if (isNoValue(then)) return right
  const problem =
    'Different policy types within the same Fn::If statement is unsupported. Separate different policy types into different Fn::If statements'
  throw new InvalidTemplate(problem, choice.at)
}

/** An entry with its policy template written out, in each branch of a choice. */
function withTemplates(entry: Value, id: string): Value {
  if (argumentOf(entry, 'Fn::If')) return overBranches(entry, (branch) => withTemplates(branch, id))
  const [first] = entry.type === 'map' ? entry.entries : []
  if (!first) return entry
  const [name, { key, value }] = first
  return filledTemplate(name, value, id, key)
}

function managedPolicy(entry: Value, partition: string): Value {
  if (argumentOf(entry, 'Fn::If')) return overBranches(entry, (branch) => managedPolicy(branch, partition))
  const name = textOf(entry)
  if (name === undefined) return entry
  const arn = policyOfName(name, partition)
  return arn === name ? entry : make(arn, entry.at)
}

function named(document: Value, name: string): Value {
  if (argumentOf(document, 'Fn::If')) return overBranches(document, (branch) => named(branch, name))
  return make({ PolicyName: name, PolicyDocument: document }, placeOf(document))
}

/** The name of a policy is placed where the document begins. */
function placeOf(document: Value): Span {
  return document.at
}

function overBranches(choice: Value, change: (branch: Value) => Value): Value {
  const argument = argumentOf(choice, 'Fn::If')
  if (choice.type !== 'map' || argument?.type !== 'list') return choice
  const items = argument.items.map((item, index) => (index === 0 || isNoValue(item) ? item : change(item)))
  return withEntry(choice, 'Fn::If', { ...argument, items })
}
