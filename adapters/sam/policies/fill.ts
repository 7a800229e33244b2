import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { type Made, type MadeMap, makeMap, sub } from '../build.ts'
import { InvalidResource } from '../errors.ts'
import { nameList } from '../python.ts'
import { type PolicyTemplate, type Statement, variablesOf } from './template.ts'
import { compute } from './templates/compute.ts'
import { development } from './templates/development.ts'
import { intelligence } from './templates/intelligence.ts'
import { messaging } from './templates/messaging.ts'
import { monitoring } from './templates/monitoring.ts'
import { security } from './templates/security.ts'
import { storage } from './templates/storage.ts'

const groups = [compute, development, intelligence, messaging, monitoring, security, storage]
const templates = new Map<string, PolicyTemplate>(groups.flatMap((group) => Object.entries(group)))

export function isPolicyTemplate(name: string): boolean {
  return templates.has(name)
}

/**
 * The policy document of a policy template. Its scalars point at the entry that names the template; parameters keep
 * their own places. `id` is the function's or state machine's.
 */
export function filledTemplate(name: string, given: Value, id: string, at: Span): MapValue {
  const { statements, parameters } = templates.get(name) ?? { statements: [], parameters: new Map<string, string>() }
  if (given.type !== 'map') {
    throw new InvalidResource(id, `Must specify valid parameter values for policy template '${name}'`, at)
  }
  const missing = [...new Set(parameters.values())].filter((parameter) => !given.entries.has(parameter))
  if (missing.length > 0) {
    const problem = `Following required parameters of template '${name}' don't have values: ${nameList(missing)}`
    throw new InvalidResource(id, problem, at)
  }
  const worth = (variable: string): Value | undefined => given.entries.get(parameters.get(variable) ?? '')?.value
  return { ...makeMap({ Statement: statements.map((statement) => filled(statement, worth)) }, at), template: name }
}

function filled({ action, resource, condition }: Statement, worth: (variable: string) => Value | undefined): MadeMap {
  const text = (written: string): Made => resourceText(written, worth)
  return {
    Effect: 'Allow',
    Action: action,
    Resource: typeof resource === 'string' ? text(resource) : resource.map(text),
    Condition: condition && { [condition.operator]: { [condition.key]: text(condition.value) } },
  }
}

function resourceText(written: string, worth: (variable: string) => Value | undefined): Made {
  if (written === '*') return written
  const variables = variablesOf(written)
  const text = written.startsWith('=')
    ? written.slice(1)
    : `arn:\${AWS::Partition}:${written.replace('@', '${AWS::Region}:${AWS::AccountId}')}`
  if (variables.length === 0) return sub(text)
  return sub(text, Object.fromEntries(variables.map((variable) => [variable, worth(variable)])))
}
