import type { Attribute, LinkAttribute } from '../model/attribute.ts'

/** Every link in an attribute. */
export function* linksIn(attribute: Attribute): Generator<LinkAttribute> {
  if (attribute.type === 'link') yield attribute
  else if (attribute.type === 'list') for (const item of attribute.items) yield* linksIn(item)
  else if (attribute.type === 'map') for (const value of attribute.entries.values()) yield* linksIn(value)
}
