import type { MapValue, Value } from '../../../model/value.ts'
import { getAtt, type Made, makeList, makeMap, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { nameList } from '../python.ts'
import type { ServerlessResource } from '../serverless.ts'
import { expectMap, expectPresent, expectText, ofResource, type Refuse } from './expect.ts'
import { type AliasTarget, addRecordSets } from './record-sets.ts'
import { isSaid } from './tree.ts'

/** The hosted zone of all CloudFront distributions. Source: Route 53 API reference, "AliasTarget". */
const distributionZone = 'Z2FDTNDATAQYW2'
const endpoints = ['EDGE', 'REGIONAL', 'PRIVATE']

/**
 * Adds the custom domain of a REST API, its base path mappings and DNS records. `stage` is the logical id of the stage.
 * Source: AWS SAM developer guide, "DomainConfiguration" of AWS::Serverless::Api.
 */
export function addDomain(
  api: ServerlessResource,
  written: Value | undefined,
  stage: string,
  expansion: Expansion,
): void {
  if (!written) return
  const refuse = ofResource(api.id)
  const domain = expectMap(written, 'Domain', refuse)
  const name = expectPresent(domain.entries.get('DomainName')?.value, 'Domain.DomainName', refuse, domain.at)
  const certificate = domain.entries.get('CertificateArn')
  expectPresent(certificate?.value, 'Domain.CertificateArn', refuse, certificate?.key ?? domain.at)
  const endpoint = valueAt(domain, 'EndpointConfiguration')
  const type = endpoint ? (textOf(endpoint) ?? '') : 'REGIONAL'
  if (!endpoints.includes(type)) {
    const problem = `EndpointConfiguration for Custom Domains must be one of ${nameList(endpoints)}.`
    throw refuse(problem, endpoint?.at ?? domain.at)
  }
  const isPrivate = type === 'PRIVATE'
  const id = `${isPrivate ? 'ApiGatewayDomainNameV2' : 'ApiGatewayDomainName'}${isSaid(name) ? hashOf(name) : ''}`
  const native = isPrivate ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName'
  const alien = valueAt(domain, isPrivate ? 'OwnershipVerificationCertificateArn' : 'Policy')
  if (isSaid(alien)) {
    const property = isPrivate ? 'OwnershipVerificationCertificateArn' : 'Policy'
    throw ofResource(id)(`property ${property} not defined for resource of type ${native}`, alien.at)
  }
  expansion.add({
    id,
    type: native,
    properties: makeMap(isPrivate ? privateDomain(domain) : publicDomain(domain, type, refuse), domain.at),
    attributes: api.attributes,
    at: domain.at,
  })
  const dotted = expansion.dotted.get(api.id) ?? new Map<string, string>()
  expansion.dotted.set(api.id, dotted.set(isPrivate ? 'DomainNameV2' : 'DomainName', id))
  addMappings(api, domain, { id, isPrivate }, stage, expansion)
  addRecordSets(api, domain, (route53) => targetOf(type, id, route53), expansion)
  if (isPrivate) addAccess(api, domain, id, expansion)
}

function publicDomain(domain: MapValue, type: string, refuse: Refuse): Readonly<Record<string, Made | undefined>> {
  const certificate = valueAt(domain, 'CertificateArn')
  return {
    DomainName: valueAt(domain, 'DomainName'),
    [type === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: certificate,
    EndpointConfiguration: { Types: [type], IpAddressType: said(domain, 'IpAddressType') },
    MutualTlsAuthentication: mutualTls(domain, refuse),
    SecurityPolicy: said(domain, 'SecurityPolicy'),
    EndpointAccessMode: said(domain, 'EndpointAccessMode'),
    OwnershipVerificationCertificateArn: said(domain, 'OwnershipVerificationCertificateArn'),
  }
}

function privateDomain(domain: MapValue): Readonly<Record<string, Made | undefined>> {
  return {
    DomainName: valueAt(domain, 'DomainName'),
    CertificateArn: valueAt(domain, 'CertificateArn'),
    EndpointConfiguration: { Types: ['PRIVATE'], IpAddressType: said(domain, 'IpAddressType') },
    Policy: said(domain, 'Policy'),
    SecurityPolicy: said(domain, 'SecurityPolicy'),
    EndpointAccessMode: said(domain, 'EndpointAccessMode'),
  }
}

export const mutualTlsFields = ['TruststoreUri', 'TruststoreVersion']

function mutualTls(domain: MapValue, refuse: Refuse): Made | undefined {
  const written = said(domain, 'MutualTlsAuthentication')
  if (!written) return undefined
  const map = expectMap(written, 'Domain.MutualTlsAuthentication', refuse)
  for (const [name, { key }] of map.entries) {
    if (mutualTlsFields.includes(name)) continue
    throw refuse(`Available Domain.MutualTlsAuthentication fields are ${nameList(mutualTlsFields)}.`, key)
  }
  return Object.fromEntries(mutualTlsFields.map((name) => [name, said(map, name)]))
}

function said(map: MapValue, name: string): Value | undefined {
  const value = valueAt(map, name)
  return isSaid(value) ? value : undefined
}

/** One mapping for each base path, or one for the whole domain. */
function addMappings(
  api: ServerlessResource,
  domain: MapValue,
  { id, isPrivate }: { readonly id: string; readonly isPrivate: boolean },
  stage: string,
  expansion: Expansion,
): void {
  const written = said(domain, 'BasePath')
  const paths =
    written?.type === 'list' ? written.items : written && textOf(written) !== undefined ? [written] : [undefined]
  const asWritten = valueAt(domain, 'NormalizeBasePath')
  const isPlain = asWritten?.type === 'scalar' && asWritten.value === false
  for (const [index, path] of paths.entries()) {
    const text = path && expectText(path, `Domain.BasePath[${index}]`, ofResource(api.id))
    const plain = text?.replaceAll(/[^\p{L}\p{N}]/gu, '')
    const at = path?.at ?? domain.at
    expansion.add({
      id: `${api.id}${plain ?? ''}BasePathMapping`,
      type: isPrivate ? 'AWS::ApiGateway::BasePathMappingV2' : 'AWS::ApiGateway::BasePathMapping',
      properties: makeMap(
        {
          [isPrivate ? 'DomainNameArn' : 'DomainName']: ref(id),
          RestApiId: ref(api.id),
          Stage: ref(stage),
          BasePath: isPlain ? text : plain,
        },
        at,
      ),
      attributes: api.attributes,
      at,
    })
  }
}

function targetOf(type: string, id: string, route53: MapValue): AliasTarget {
  if (type === 'PRIVATE') {
    return {
      HostedZoneId: valueAt(route53, 'VpcEndpointHostedZoneId') ?? null,
      DNSName: valueAt(route53, 'VpcEndpointDomainName') ?? null,
    }
  }
  if (type === 'REGIONAL') {
    return { HostedZoneId: getAtt(id, 'RegionalHostedZoneId'), DNSName: getAtt(id, 'RegionalDomainName') }
  }
  const distribution = valueAt(route53, 'DistributionDomainName')
  return { HostedZoneId: distributionZone, DNSName: distribution ?? getAtt(id, 'DistributionDomainName') }
}

/** Lets a VPC endpoint reach a private domain. */
function addAccess(api: ServerlessResource, domain: MapValue, id: string, expansion: Expansion): void {
  const written = valueAt(domain, 'AccessAssociation')
  if (!written) return
  const association = expectMap(written, 'Domain.AccessAssociation', ofResource(api.id))
  const { at } = association
  const endpoint = valueAt(association, 'VpcEndpointId')
  expansion.add({
    id: `DomainNameAccessAssociation${hashOf(makeList([endpoint ?? null, id], at))}`,
    type: 'AWS::ApiGateway::DomainNameAccessAssociation',
    properties: makeMap(
      { AccessAssociationSource: endpoint, AccessAssociationSourceType: 'VPCE', DomainNameArn: ref(id) },
      at,
    ),
    attributes: api.attributes,
    at,
  })
}
