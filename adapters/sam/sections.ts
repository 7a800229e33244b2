import type { Span } from '../../model/source.ts'
import type { MapValue, Scalar, Value } from '../../model/value.ts'
import { entriesOf, textOf, valueAt } from './edit.ts'
import { InvalidResource, InvalidTemplate } from './errors.ts'
import { type ExpansionContext, partitionOf, type Sections, typeOf } from './expansion.ts'
import { serverlessTypes } from './resources/index.ts'

/** Takes a template apart. What the service would refuse of it as a whole is thrown. */
export function readSections(template: MapValue, context: ExpansionContext): Sections {
  const resources = valueAt(template, 'Resources')
  if (resources?.type !== 'map' || resources.entries.size === 0) {
    throw new InvalidTemplate("'Resources' section is required", resources?.at ?? template.at)
  }
  const bodies = new Map<string, MapValue>()
  for (const [id, { key, value }] of resources.entries) {
    if (value.type !== 'map') {
      const problem = "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue."
      throw new InvalidTemplate(problem, key)
    }
    bodies.set(id, value)
  }
  for (const [id, body] of bodies) checkBody(id, body)
  return {
    resources: bodies,
    places: new Map([...resources.entries].map(([id, { key }]) => [id, key])),
    conditions: new Map(entriesOf(valueAt(template, 'Conditions'))),
    mappings: mapAt(template, 'Mappings'),
    parameters: parameterValues(template, context),
    template,
  }
}

function checkBody(id: string, body: MapValue): void {
  const condition = valueAt(body, 'Condition')
  if (condition && textOf(condition) === undefined) {
    throw new InvalidTemplate('Every Condition member must be a string.', condition.at)
  }
  const properties = body.entries.get('Properties')
  const type = typeOf(body) ?? ''
  if (properties && properties.value.type !== 'map' && serverlessTypes.has(type) && !lookedAtLater.has(type)) {
    throw new InvalidResource(id, "Attribute 'Properties' should be a map.", properties.key)
  }
}

/** The service looks at the properties of these when it expands them, and at those of the others before. */
const lookedAtLater = new Set(['AWS::Serverless::Connector', 'AWS::Serverless::GraphQLApi'])

function mapAt(template: MapValue, name: string): MapValue | undefined {
  const value = valueAt(template, name)
  return value?.type === 'map' ? value : undefined
}

/** A given value wins over the default; a parameter that names a stored one is worth the name. */
function parameterValues(
  template: MapValue,
  { parameters, hidden, region }: ExpansionContext,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  const given = (value: string, at: Span): Scalar => ({
    type: 'scalar',
    value,
    at,
    via: [{ reason: 'parameter', location: at }],
  })
  for (const [name, { key, value }] of entriesOf(valueAt(template, 'Parameters'))) {
    if (hidden?.has(name)) continue
    const fallback = valueAt(value, 'Default')
    if (fallback) values.set(name, { ...fallback, via: [{ reason: 'default', location: key }] })
    const text = parameters.get(name)
    if (text !== undefined) values.set(name, given(text, key))
  }
  for (const [name, value] of parameters)
    if (!values.has(name) && !hidden?.has(name)) values.set(name, given(value, template.at))
  if (region !== undefined) {
    values.set('AWS::Region', given(region, template.at))
    values.set('AWS::Partition', given(partitionOf(region), template.at))
  }
  return values
}

/** The sections that the service looks at once `Globals` are merged. */
export function checkSections(template: MapValue): void {
  const mappings = template.entries.get('Mappings')
  if (!mappings || mappings.value.type === 'map') return
  throw new InvalidTemplate("'Mappings' or 'Parameters' is either null or not a valid dictionary.", mappings.key)
}
