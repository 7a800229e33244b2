import type { Resource } from '../../../model/resource.ts'
import { entryOf, type Value } from '../../../model/value.ts'
import { textAt } from './node.ts'

/**
 * Roles without those of their policies that other resources give them: the provider reads `inline_policy` and
 * `managed_policy_arns` back with them, so they would be there twice. Source: Terraform AWS provider, "aws_iam_role".
 */
export function withoutReflected(resources: readonly Resource[]): readonly Resource[] {
  const inline = given(resources, 'aws_iam_role_policy', 'name')
  const attached = given(resources, 'aws_iam_role_policy_attachment', 'policy_arn')
  if (inline.size === 0 && attached.size === 0) return resources
  return resources.map((resource) => {
    const name = resource.type === 'aws_iam_role' ? textAt(resource.properties, 'name') : undefined
    if (name === undefined) return resource
    const isInline = (item: Value) => inline.get(name)?.has(textAt(item, 'name') ?? '') ?? false
    const isAttached = (item: Value) => (item.type === 'scalar' && attached.get(name)?.has(String(item.value))) ?? false
    return without(without(resource, 'inline_policy', isInline), 'managed_policy_arns', isAttached)
  })
}

/** What resources of a type give to roles, by the name of the role. */
function given(resources: readonly Resource[], type: string, attribute: string): ReadonlyMap<string, Set<string>> {
  const byRole = new Map<string, Set<string>>()
  for (const resource of resources) {
    if (resource.type !== type) continue
    const role = textAt(resource.properties, 'role')
    const value = textAt(resource.properties, attribute)
    if (role === undefined || value === undefined) continue
    const found = byRole.get(role)
    if (found) found.add(value)
    else byRole.set(role, new Set([value]))
  }
  return byRole
}

function without(resource: Resource, attribute: string, isGone: (item: Value) => boolean): Resource {
  const entry = entryOf(resource.properties, attribute)
  if (entry?.value.type !== 'list' || !entry.value.items.some(isGone)) return resource
  const items = entry.value.items.filter((item) => !isGone(item))
  const entries = new Map(resource.properties.entries).set(attribute, { ...entry, value: { ...entry.value, items } })
  return { ...resource, properties: { ...resource.properties, entries } }
}
