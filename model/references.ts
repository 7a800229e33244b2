import type { Reference, Value } from './value.ts'

/** Every reference to a resource anywhere in a value, in both branches of its choices too. */
export function referencesIn(value: Value): readonly Reference[] {
  const found: Reference[] = []
  visitValues(value, (inner) => {
    if (inner.type === 'reference') found.push(inner)
  })
  return found
}

/** Calls `visit` with a value and everything in it. */
export function visitValues(value: Value, visit: (value: Value) => void): void {
  visit(value)
  switch (value.type) {
    case 'list':
      for (const item of value.items) visitValues(item, visit)
      return
    case 'map':
      for (const entry of value.entries.values()) visitValues(entry.value, visit)
      return
    case 'text':
      for (const part of value.parts) if (typeof part !== 'string') visit(part)
      return
    case 'json':
      visitValues(value.value, visit)
      return
    case 'choice':
      if (value.then) visitValues(value.then, visit)
      if (value.otherwise) visitValues(value.otherwise, visit)
  }
}
