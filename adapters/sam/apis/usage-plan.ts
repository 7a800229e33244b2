import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { make, makeList, makeMap, makeScalar, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion, Shared } from '../expansion.ts'
import { nameList } from '../python.ts'
import type { Attributes, ServerlessResource } from '../serverless.ts'
import { ofResource } from './expect.ts'

const properties = ['CreateUsagePlan', 'Description', 'Quota', 'Tags', 'Throttle', 'UsagePlanName']
const kinds = ['SHARED', 'PER_API', 'NONE']

/** An API and its stage, as a plan has them. */
interface Covered {
  readonly api: ServerlessResource
  readonly stage: string
}

/** The APIs that share the one plan of the template. */
const shared: Shared<Covered[]> = { begin: () => [] }

/**
 * Adds the usage plan of a REST API, with its key: one of its own or the one that APIs share. Source: AWS SAM developer
 * guide, "ApiUsagePlan".
 */
export function addUsagePlan(
  api: ServerlessResource,
  auth: MapValue | undefined,
  stage: string,
  expansion: Expansion,
): void {
  const plan = valueAt(auth, 'UsagePlan')
  if (!plan) return
  const refuse = ofResource(api.id)
  if (plan.type !== 'map') throw refuse("'UsagePlan' must be a dictionary", plan.at)
  for (const [name, { key }] of plan.entries) {
    if (!properties.includes(name)) throw refuse("Invalid property for 'UsagePlan'", key)
  }
  const kind = plan.entries.get('CreateUsagePlan')
  if (!kind) throw refuse("'CreateUsagePlan' is a required field for UsagePlan.", plan.at)
  const chosen = textOf(kind.value) ?? ''
  if (!kinds.includes(chosen)) {
    throw refuse(`'CreateUsagePlan' accepts one of ${nameList(kinds)}.`, kind.value.at)
  }
  if (chosen === 'NONE') return
  const isShared = chosen === 'SHARED'
  const covered = isShared ? expansion.shared(shared) : []
  covered.push({ api, stage })
  const prefix = isShared ? 'Serverless' : api.id
  const attributes = isShared ? sharedAttributes(covered, plan.at, expansion) : api.attributes
  addPlan(prefix, plan, covered, attributes, expansion)
  const dotted = expansion.dotted.get(api.id) ?? new Map<string, string>()
  for (const part of ['UsagePlan', 'ApiKey', 'UsagePlanKey']) dotted.set(part, `${prefix}${part}`)
  expansion.dotted.set(api.id, dotted)
}

/** The plan, a key for its stages, and what joins them. */
function addPlan(
  prefix: string,
  plan: MapValue,
  covered: readonly Covered[],
  attributes: Attributes,
  expansion: Expansion,
): void {
  const { at } = plan
  const after = (...ids: readonly string[]): Attributes =>
    new Map<string, Entry>([...attributes, ['DependsOn', { key: at, value: makeList(ids, at) }]])
  const said = (name: string): Value | undefined => valueAt(plan, name)
  expansion.add({
    id: `${prefix}UsagePlan`,
    type: 'AWS::ApiGateway::UsagePlan',
    properties: makeMap(
      {
        ApiStages: covered.map(({ api, stage }) => ({ ApiId: ref(api.id), Stage: ref(stage) })),
        UsagePlanName: said('UsagePlanName'),
        Description: said('Description'),
        Quota: said('Quota'),
        Tags: said('Tags'),
        Throttle: said('Throttle'),
      },
      at,
    ),
    attributes: after(...covered.map(({ api }) => api.id)),
    at,
  })
  expansion.add({
    id: `${prefix}ApiKey`,
    type: 'AWS::ApiGateway::ApiKey',
    properties: makeMap(
      {
        Enabled: true,
        StageKeys: covered.map(({ api, stage }) => ({ RestApiId: ref(api.id), StageName: ref(stage) })),
      },
      at,
    ),
    attributes: after(`${prefix}UsagePlan`),
    at,
  })
  expansion.add({
    id: `${prefix}UsagePlanKey`,
    type: 'AWS::ApiGateway::UsagePlanKey',
    properties: makeMap(
      { KeyId: ref(`${prefix}ApiKey`), KeyType: 'API_KEY', UsagePlanId: ref(`${prefix}UsagePlan`) },
      at,
    ),
    attributes: after(`${prefix}ApiKey`),
    at,
  })
}

/** The shared plan is wanted where one of its APIs is, and kept as well as the best kept of them. */
function sharedAttributes(covered: readonly Covered[], at: Span, expansion: Expansion): Attributes {
  const said = (name: string): readonly (string | undefined)[] =>
    covered.map(({ api }) => textOf(api.attributes.get(name)?.value))
  const made = new Map<string, Entry>()
  const say = (name: string, text: string | undefined): void => {
    if (text !== undefined) made.set(name, { key: at, value: makeScalar(text, at) })
  }
  const conditions = new Set(said('Condition'))
  const named = [...conditions].filter((condition) => condition !== undefined)
  const [only] = named
  const name = 'SharedUsagePlanCondition'
  if (named.length === conditions.size && only !== undefined) {
    const any = named.length === 1 ? only : { 'Fn::Or': named.map((condition) => ({ Condition: condition })) }
    expansion.conditions.set(name, { key: at, value: make(any, at) })
    say('Condition', name)
  } else {
    expansion.conditions.delete(name)
  }
  const best = (policies: readonly (string | undefined)[], order: readonly string[]): string | undefined =>
    order.find((policy) => policies.includes(policy)) ?? policies.find((policy) => policy !== undefined)
  say('DeletionPolicy', best(said('DeletionPolicy'), ['Retain', 'Snapshot', 'Delete']))
  say('UpdateReplacePolicy', best(said('UpdateReplacePolicy'), ['Retain', 'Snapshot', 'Delete']))
  return made
}
