import type { Entry, MapValue } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { makeScalar } from '../build.ts'
import { emptyMap, withEntry, without } from '../edit.ts'
import { causesOf, type Invalid, InvalidResource, TakenId } from '../errors.ts'
import type { Expansion } from '../expansion.ts'

/** Turns `Connectors` of any resource into connectors of their own. Gives what is wrong with them. */
export function releaseConnectors(expansion: Expansion): readonly Invalid[] {
  const causes: Invalid[] = []
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (thrown) {
      causes.push(...causesOf(thrown))
    }
  }
  for (const [source, body] of [...expansion.resources]) {
    const entry = body.entries.get('Connectors')
    if (!entry) continue
    expansion.update(source, () => without(body, 'Connectors'))
    attempt(() => {
      const connectors = mapOf(source, entry, `Attribute '${source}.Connectors' should be a map.`)
      for (const [name, connector] of connectors.entries) attempt(() => release(source, name, connector, expansion))
    })
  }
  return causes
}

function release(source: string, name: string, connector: Entry, expansion: Expansion): void {
  const id = `${source}${name}`
  if (expansion.resources.has(id)) {
    throw new TakenId(source, id, connectorType, connector.key)
  }
  const body = mapOf(id, connector, `${source}.${id} should be a map.`)
  const properties = propertiesOf(source, name, body)
  const given = properties.entries.get('SourceReference')
  const where = `Connectors.${name}.Properties.SourceReference`
  const reference =
    given && !isNull(given.value)
      ? mapOf(source, given, `Property '${where}' should be a map.`)
      : emptyMap(connector.key)
  if (reference.entries.has('Id')) {
    throw new InvalidResource(name, "'Id' shouldn't be defined in 'SourceReference'.", reference.at)
  }
  const whole = withEntry(reference, 'Id', makeScalar(source, connector.key))
  const type = makeScalar(connectorType, connector.key)
  const connected = withEntry(without(properties, 'SourceReference'), 'Source', whole)
  expansion.resources.set(id, withEntry(withEntry(body, 'Type', type), 'Properties', connected))
}

const connectorType = 'AWS::Serverless::Connector'

function propertiesOf(source: string, name: string, body: MapValue): MapValue {
  const problem = `Attribute 'Connectors.${name}.Properties' should be a map.`
  return mapOf(source, body.entries.get('Properties') ?? { key: body.at, value: makeScalar(null, body.at) }, problem)
}

function mapOf(id: string, { key, value }: Entry, problem: string): MapValue {
  if (value.type !== 'map') throw new InvalidResource(id, problem, key)
  return value
}
