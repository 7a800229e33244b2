import type { MapValue, Value } from '../../../model/value.ts'
import { type Made, makeList, makeMap } from '../build.ts'
import { itemsOf, valueAt, withPath } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import type { ServerlessResource } from '../serverless.ts'
import { expectBoolean, expectMap, ofResource } from './expect.ts'
import { isSaid } from './tree.ts'

/** What an alias record of a custom domain points at. */
export interface AliasTarget {
  readonly HostedZoneId: Made | undefined
  readonly DNSName: Made | undefined
}

/**
 * Adds the DNS records of a custom domain. APIs whose domains are in one hosted zone share a group of records, unless
 * one wants its own; a WebSocket API replaces the group that is there. Source: AWS SAM developer guide,
 * "Route53Configuration".
 */
export function addRecordSets(
  api: ServerlessResource,
  domain: MapValue,
  target: (route53: MapValue) => AliasTarget,
  expansion: Expansion,
  grouping: 'shared' | 'replaced' = 'shared',
): void {
  const written = valueAt(domain, 'Route53')
  if (!written) return
  const refuse = ofResource(api.id)
  const route53 = expectMap(written, 'Domain.Route53', refuse)
  const zoneId = valueAt(route53, 'HostedZoneId')
  const zone = zoneId ?? valueAt(route53, 'HostedZoneName')
  if (!zone) {
    const problem = 'HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.'
    throw refuse(problem, route53.at)
  }
  const name = valueAt(domain, 'DomainName') ?? domain
  const separate = valueAt(route53, 'SeparateRecordSetGroup')
  const isSeparate = separate !== undefined && expectBoolean(separate, 'Domain.Route53.SeparateRecordSetGroup', refuse)
  const id = `RecordSetGroup${hashOf(isSeparate ? makeList([zone, name], route53.at) : zone)}`
  const records = recordsOf(name, route53, target(route53))
  if (expansion.declaredBy.has(id) && !isSeparate && grouping === 'shared') {
    expansion.update(id, (body) => {
      const items = [...itemsOf(valueAt(body, 'Properties', 'RecordSets')), ...records]
      return withPath(body, ['Properties', 'RecordSets'], { type: 'list', items, at: route53.at })
    })
    return
  }
  expansion.add({
    id,
    type: 'AWS::Route53::RecordSetGroup',
    properties: makeMap({ [zoneId ? 'HostedZoneId' : 'HostedZoneName']: zone, RecordSets: records }, route53.at),
    attributes: api.attributes,
    at: route53.at,
  })
}

/** An A record, and one for IPv6 where that is asked for. */
function recordsOf(name: Value, route53: MapValue, target: AliasTarget): readonly MapValue[] {
  const evaluate = valueAt(route53, 'EvaluateTargetHealth')
  const v6 = valueAt(route53, 'IpV6')
  const types = v6?.type === 'scalar' && v6.value === true ? ['A', 'AAAA'] : ['A']
  return types.map((type) =>
    makeMap(
      {
        Name: name,
        Type: type,
        AliasTarget: { ...target, EvaluateTargetHealth: evaluate },
        Region: said(route53, 'Region'),
        SetIdentifier: said(route53, 'SetIdentifier'),
      },
      route53.at,
    ),
  )
}

function said(route53: MapValue, name: string): Value | undefined {
  const value = valueAt(route53, name)
  return isSaid(value) ? value : undefined
}
