import type { MapValue, Value } from '../../../model/value.ts'
import { getAtt, type Made, makeMap, ref } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { nameList } from '../python.ts'
import type { ServerlessResource } from '../serverless.ts'
import { mutualTlsFields } from './domain.ts'
import { expectMap, ofResource } from './expect.ts'
import { addRecordSets } from './record-sets.ts'
import { isSaid } from './tree.ts'

/** An API of the second kind, HTTP or WebSocket, and what its custom domain needs of it. */
export interface DomainOwner {
  readonly api: ServerlessResource
  /** The logical id of its stage. */
  readonly stage: string
  readonly tags: Value | undefined
  /** What becomes of DNS records that another API of this hosted zone has. */
  readonly records: 'shared' | 'replaced'
}

/**
 * Adds the custom domain of an HTTP or WebSocket API, its mappings and DNS records. Source: AWS SAM developer guide,
 * "HttpApiDomainConfiguration".
 */
export function addDomainV2(owner: DomainOwner, written: Value | undefined, expansion: Expansion): void {
  if (!isSaid(written)) return
  const { api, tags } = owner
  const refuse = ofResource(api.id)
  const domain = expectMap(written, 'Domain', refuse)
  const name = said(domain, 'DomainName')
  const certificate = said(domain, 'CertificateArn')
  if (!name || !certificate) {
    throw refuse('Custom Domains only works if both DomainName and CertificateArn are provided.', domain.at)
  }
  const endpoint = valueAt(domain, 'EndpointConfiguration')
  if (endpoint && textOf(endpoint) !== 'REGIONAL') {
    throw refuse("EndpointConfiguration for Custom Domains must be one of ['REGIONAL'].", endpoint.at)
  }
  const id = `ApiGatewayDomainNameV2${isSaid(name) ? hashOf(name) : ''}`
  const configuration = {
    CertificateArn: certificate,
    EndpointType: 'REGIONAL',
    SecurityPolicy: said(domain, 'SecurityPolicy'),
    OwnershipVerificationCertificateArn: said(domain, 'OwnershipVerificationCertificateArn'),
  }
  const properties = {
    DomainName: name,
    DomainNameConfigurations: [configuration],
    MutualTlsAuthentication: mutualTls(api.id, said(domain, 'MutualTlsAuthentication')),
    Tags: tags,
  }
  expansion.add({
    id,
    type: 'AWS::ApiGatewayV2::DomainName',
    properties: makeMap(properties, domain.at),
    attributes: api.attributes,
    at: domain.at,
  })
  const dotted = expansion.dotted.get(api.id) ?? new Map<string, string>()
  expansion.dotted.set(api.id, dotted.set('DomainName', id))
  addMappings(owner, domain, id, expansion)
  const target = { HostedZoneId: getAtt(id, 'RegionalHostedZoneId'), DNSName: getAtt(id, 'RegionalDomainName') }
  addRecordSets(api, domain, () => target, expansion, owner.records)
}

function mutualTls(id: string, written: Value | undefined): Made | undefined {
  if (!written) return undefined
  const known = nameList(mutualTlsFields)
  if (written.type !== 'map') {
    const problem = `MutualTlsAuthentication must be a map with at least one of the following fields ${known}.`
    throw new InvalidResource(id, problem, written.at)
  }
  const others = [...written.entries.keys()].filter((name) => !mutualTlsFields.includes(name))
  if (others.length > 0) {
    const problem = `Available MutualTlsAuthentication fields are ${known}.`
    throw new InvalidResource(others.sort().join(','), problem, written.at)
  }
  return Object.fromEntries(mutualTlsFields.map((name) => [name, said(written, name)]))
}

/** One mapping for each base path, or one for the whole domain. */
function addMappings({ api, stage }: DomainOwner, domain: MapValue, id: string, expansion: Expansion): void {
  const written = said(domain, 'BasePath')
  const paths = written?.type === 'list' ? itemsOf(written) : [written]
  for (const path of paths) {
    const text = textOf(path)
    if (path && text === undefined) throw new InvalidResource(api.id, 'Basepath must be a string.', path.at)
    if (path && /[^0-9a-zA-Z/\-_]/.test(text ?? '')) {
      throw new InvalidResource(api.id, 'Invalid Basepath name provided.', path.at)
    }
    const key = text?.replaceAll(/^\/+|\/+$/g, '')
    const at = path?.at ?? domain.at
    expansion.add({
      id: `${api.id}${key?.replaceAll(/[-_/]+/g, '') ?? ''}ApiMapping`,
      type: 'AWS::ApiGatewayV2::ApiMapping',
      properties: makeMap({ ApiId: ref(api.id), ApiMappingKey: key, DomainName: ref(id), Stage: ref(stage) }, at),
      attributes: api.attributes,
      at,
    })
  }
}

function said(map: MapValue, name: string): Value | undefined {
  const value = valueAt(map, name)
  return isSaid(value) ? value : undefined
}
