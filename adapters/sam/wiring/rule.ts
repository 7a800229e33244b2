import type { Value } from '../../../model/value.ts'
import { getAtt, type MadeMap, makeMap, makeScalar } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { EventShape, FunctionEvent, RoleNeeds, StateMachineEvent } from '../serverless.ts'
import { admitRule, deadLetterOf } from './dead-letter.ts'
import { addDeliveryRole, startPolicy } from './delivery-role.ts'
import { addPermission } from './permission.ts'

type RuleEvent = FunctionEvent | StateMachineEvent

/** How the properties of an event become a rule. */
export interface RuleWords {
  /** Properties of the rule beside State and Targets: property of the rule → property of the event. */
  readonly rule: Readonly<Record<string, string>>
  /** Properties of the target that come from the event as they are. */
  readonly target: readonly string[]
}

/** An EventBridge rule that calls the function. */
export function ruleForFunction(words: RuleWords): EventShape<FunctionEvent, RoleNeeds | undefined>['expand'] {
  return (event, expansion) => {
    const deadLetter = deadLetterOf(event, expansion)
    const target = { Arn: event.target.arn, Id: targetId(event, 'LambdaTarget') }
    addRule(event, words, { ...target, DeadLetterConfig: deadLetter?.config }, expansion)
    if (deadLetter) admitRule(event, deadLetter, expansion)
    const sourceArn = getAtt(event.logicalId, 'Arn')
    addPermission(event, { principal: 'events.amazonaws.com', sourceArn }, expansion)
    return undefined
  }
}

/** An EventBridge rule that starts the state machine, and the role by which it may. */
export function ruleForStateMachine(words: RuleWords): EventShape<StateMachineEvent, undefined>['expand'] {
  return (event, expansion) => {
    const role = valueAt(event.properties, 'RoleArn') ?? addStartRole(event, expansion)
    const deadLetter = deadLetterOf(event, expansion)
    const target = { Arn: event.target.arn, Id: targetId(event, 'StepFunctionsTarget'), RoleArn: role }
    addRule(event, words, { ...target, DeadLetterConfig: deadLetter?.config }, expansion)
    if (deadLetter) admitRule(event, deadLetter, expansion)
    return undefined
  }
}

function addStartRole(event: StateMachineEvent, expansion: Expansion): Value {
  const { permissionsBoundary } = event.target
  const policies = [startPolicy(event, `${event.logicalId}RoleStartExecutionPolicy`)]
  const role = { service: 'events.amazonaws.com', policies, ...(permissionsBoundary ? { permissionsBoundary } : {}) }
  return addDeliveryRole(event, role, expansion)
}

function addRule(event: RuleEvent, words: RuleWords, target: MadeMap, expansion: Expansion): void {
  const { properties, at } = event
  const given = (names: Readonly<Record<string, string>>): MadeMap =>
    Object.fromEntries(Object.entries(names).map(([made, written]) => [made, valueAt(properties, written)]))
  const carried = given(Object.fromEntries(words.target.map((name) => [name, name])))
  expansion.add({
    id: event.logicalId,
    type: 'AWS::Events::Rule',
    properties: makeMap({ ...given(words.rule), State: stateOf(event), Targets: [{ ...target, ...carried }] }, at),
    attributes: event.owner.attributes,
    at,
  })
}

function stateOf({ id, properties }: RuleEvent): Value | undefined {
  const state = valueAt(properties, 'State')
  const enabled = valueAt(properties, 'Enabled')
  if (state && enabled) {
    throw new InvalidEvent(id, 'State and Enabled Properties cannot both be specified.', enabled.at)
  }
  if (!enabled) return state
  const off = enabled.type === 'scalar' && (enabled.value === false || enabled.value === '')
  return { ...makeScalar(off ? 'DISABLED' : 'ENABLED', enabled.at), ...(enabled.via ? { via: enabled.via } : {}) }
}

/** An id of at most 64 characters, as the service asks of targets. */
function targetId({ properties, logicalId }: RuleEvent, suffix: string): Value | string {
  return valueAt(properties, 'Target', 'Id') ?? `${logicalId.slice(0, 64 - suffix.length)}${suffix}`
}
