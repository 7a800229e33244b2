import type { MapValue, Value } from '../../model/value.ts'

/**
 * Whether a template holds what the service takes with AWS::LanguageExtensions only: its functions, a default of
 * Fn::FindInMap, functions in the names that Ref and Fn::GetAtt take, and in the policies of deletion.
 * Source: CloudFormation User Guide, "AWS::LanguageExtensions transform".
 */
export function needsExtensions(value: Value): boolean {
  if (value.type === 'list') return value.items.some(needsExtensions)
  if (value.type !== 'map') return false
  return (
    [...value.entries].some(([key, entry]) => isExtended(key, entry.value) || needsExtensions(entry.value)) ||
    hasFunctionPolicy(value)
  )
}

function isExtended(key: string, argument: Value): boolean {
  if (key === 'Fn::Length' || key === 'Fn::ToJsonString' || key.startsWith('Fn::ForEach')) return true
  if (key === 'Ref') return argument.type === 'map'
  if (argument.type !== 'list') return key === 'Fn::GetAtt' && argument.type === 'map'
  if (key === 'Fn::GetAtt') return argument.items[0]?.type === 'map'
  return key === 'Fn::FindInMap' && argument.items.length > 3
}

function hasFunctionPolicy({ entries }: MapValue): boolean {
  return (
    entries.has('Type') &&
    ['DeletionPolicy', 'UpdateReplacePolicy'].some((name) => entries.get(name)?.value.type === 'map')
  )
}
