import type { Span } from '../../model/source.ts'
import { scalar, type UnknownValue, type Value } from '../../model/value.ts'
import type { Origin } from './origin.ts'

/** What `Ref` of a pseudo parameter gives; null for `AWS::NoValue`, `undefined` where there is no such one. Source: CloudFormation User Guide, "pseudo parameters". */
export function pseudoParameter(name: string, { given, prefix }: Origin, at: Span): Value | null | undefined {
  switch (name) {
    case 'AWS::NoValue':
      return null
    case 'AWS::AccountId':
      return given.account === undefined ? { type: 'symbol', name: 'account', at } : scalar(given.account, at)
    case 'AWS::Region':
      return given.region === undefined ? { type: 'symbol', name: 'region', at } : scalar(given.region, at)
    case 'AWS::Partition':
      return given.region === undefined
        ? { type: 'symbol', name: 'partition', at }
        : scalar(partitionOf(given.region), at)
    case 'AWS::URLSuffix':
      return given.region === undefined
        ? named(name, 'the domain depends on the region', ['--region …'], at)
        : scalar(partitionOf(given.region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com', at)
    case 'AWS::StackName':
      return named(prefix + name, 'the stack is named at deployment', [], at)
    case 'AWS::StackId':
      return named(prefix + name, 'the stack gets its id at deployment', [], at)
    case 'AWS::NotificationARNs':
      return named(prefix + name, 'the topics are given at deployment', [], at)
    default:
      return undefined
  }
}

export const pseudoParameters: readonly string[] = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]

function named(symbol: string, why: string, needs: readonly string[], at: Span): UnknownValue {
  return { type: 'unknown', cause: { why, needs }, symbol, at }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
