import type { MapValue, Value } from '../../model/value.ts'
import { InvalidResource } from './errors.ts'

/** What a property must be. An intrinsic function passes wherever it is not said to be `literal`. */
export interface PropertyShape {
  readonly is: readonly ShapeName[]
  readonly required?: true
  readonly literal?: true
  /** What is wrong is told without what it should be. */
  readonly terse?: true
}

export type ShapeName =
  | 'text'
  | 'number'
  | 'boolean'
  | 'list'
  | 'list of texts or maps'
  | 'map'
  | 'map of maps'
  | 'list of maps'
  | 'list of texts'
  | 'map of texts'
  | 'any'

/** Every property there is, in the order they are looked at. */
export type PropertyShapes = Readonly<Record<string, PropertyShape>>

export function optional(...is: readonly ShapeName[]): PropertyShape {
  return { is }
}

export function required(...is: readonly ShapeName[]): PropertyShape {
  return { is, required: true }
}

export function terse(...is: readonly ShapeName[]): PropertyShape {
  return { is, terse: true }
}

/** One that no intrinsic function may stand for. */
export function literal(...is: readonly ShapeName[]): PropertyShape {
  return { is, literal: true }
}

/** Says what is wrong with the properties of a resource; throws the first problem. */
export function checkResource(id: string, type: string, properties: MapValue, shapes: PropertyShapes): void {
  const problem = problemOf(properties, shapes, `resource of type ${type}`)
  if (problem) throw new InvalidResource(id, problem.text, problem.at)
}

function problemOf(properties: MapValue, shapes: PropertyShapes, what: string) {
  for (const [name, { key }] of properties.entries) {
    if (!Object.hasOwn(shapes, name)) return { text: `property ${name} not defined for ${what}`, at: key }
  }
  for (const [name, shape] of Object.entries(shapes)) {
    const value = properties.entries.get(name)?.value
    if (value === undefined || (value.type === 'scalar' && value.value === null)) {
      if (shape.required) return { text: `Missing required property '${name}'.`, at: properties.at }
    } else if (!fits(value, shape)) {
      return { text: misfit(name, shape), at: value.at }
    }
  }
  return undefined
}

/** A property that must be a text or a map alone is told so. */
function misfit(name: string, { is, literal, terse }: PropertyShape): string {
  const [only] = is
  const told = is.length === 1 && !terse && (only === 'text' || (only === 'map' && !literal))
  return told
    ? `Property '${name}' should be a ${only === 'text' ? 'string' : 'map'}.`
    : `Type of property '${name}' is invalid.`
}

/** Any map of one key passes for an intrinsic function, as it does with the service. */
function fits(value: Value, { is, literal }: PropertyShape): boolean {
  return (!literal && value.type === 'map' && value.entries.size === 1) || is.some((name) => isOf(name, value))
}

/** A boolean counts as a number, as it does with the service. */
function isOf(name: ShapeName, value: Value): boolean {
  const shape = shapeOf(value)
  if (name === 'map of maps' || name === 'map of texts') {
    const inner = name === 'map of maps' ? 'map' : 'text'
    return value.type === 'map' && [...value.entries.values()].every((entry) => shapeOf(entry.value) === inner)
  }
  if (name === 'list of texts or maps') {
    return value.type === 'list' && value.items.every((item) => ['text', 'map'].includes(shapeOf(item) ?? ''))
  }
  if (name === 'list of maps' || name === 'list of texts') {
    const wanted = name === 'list of maps' ? 'map' : 'text'
    return value.type === 'list' && value.items.every((item) => shapeOf(item) === wanted)
  }
  return name === 'any' || name === shape || (name === 'number' && shape === 'boolean')
}

/** What a value is, in the words of shapes; `undefined` for null and what only evaluation makes. */
export function shapeOf(value: Value): ShapeName | undefined {
  switch (value.type) {
    case 'list':
    case 'map':
      return value.type
    case 'scalar':
      if (value.value === null) return undefined
      return typeof value.value === 'string' ? 'text' : typeof value.value === 'number' ? 'number' : 'boolean'
    default:
      return undefined
  }
}
