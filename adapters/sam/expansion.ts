import type { Span } from '../../model/source.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import { InvalidResource, TakenId } from './errors.ts'
import type { Attributes } from './serverless.ts'

/** What is known of the deployment. */
export interface ExpansionContext {
  /** Given values of parameters; a parameter that is not here has its default or no value. */
  readonly parameters: ReadonlyMap<string, string>
  /** Parameters whose values must not be shown (`NoEcho`): they stay references. */
  readonly hidden?: ReadonlySet<string>
  readonly region?: string
  /** The document that lies at a path beside the template, if it is there to be read. */
  readonly document?: (location: string) => MapValue | undefined
}

/** A template while it is expanded: the one thing here that changes. */
export interface Expansion {
  /** Logical id → body, in order. SAM resources leave it when they are expanded. */
  readonly resources: Map<string, MapValue>
  readonly conditions: Map<string, Entry>
  /** The template as written. */
  readonly template: MapValue
  readonly mappings: MapValue | undefined
  /** Given values and defaults of parameters, `AWS::Region` and `AWS::Partition`: what is replaced where names are resolved. */
  readonly parameters: ReadonlyMap<string, Value>
  readonly region: string | undefined
  /** `aws`, `aws-cn`, `aws-us-gov`; `aws` where the region is not known. */
  readonly partition: string
  /** The whole template: the place of what no line caused. */
  readonly at: Span
  /** Logical ids that expansion changed (a layer version): references follow. */
  readonly renamed: Map<string, string>
  /** What `Function.Alias` stands for in `Ref`, `Fn::GetAtt` and `Fn::Sub`: `Function` → `Alias` → logical id. */
  readonly dotted: Map<string, Map<string, string>>
  /** Generated logical id → the id that the author wrote. */
  readonly declaredBy: Map<string, string>
  /** The document that lies at a path beside the template, if it is there to be read. */
  document(location: string): MapValue | undefined
  /** Adds a resource. Replaces a generated one of that id; an id that the author wrote is an error. */
  add(resource: NewResource): void
  /** Changes a resource that is there. */
  update(id: string, change: (body: MapValue) => MapValue): void
  /** The ids that were added while a resource was expanded. */
  madeFor(id: string): readonly string[]
  /** The ids whose resources were changed while a resource was expanded. */
  changedFor(id: string): readonly string[]
  /** Where a logical id is written, or what caused it. */
  placeOf(id: string): Span
  /** The type of a resource that the author wrote, before anything was expanded. */
  originalType(id: string): string | undefined
  /** The one thing of its kind that all resources share; made when first asked for. */
  shared<T>(kind: Shared<T>): T
}

export interface NewResource {
  readonly id: string
  readonly type: string
  readonly properties: MapValue
  /** Condition, DependsOn, DeletionPolicy… `attributes` or `mainAttributes` of the SAM resource, or made. */
  readonly attributes?: Attributes
  /** Of what caused it; the place of its logical id. */
  readonly at: Span
}

/** A key for what is shared, with how it begins. */
export interface Shared<T> {
  readonly begin: () => T
}

/** Begins an expansion. `template` holds `Resources` whose entries are maps. */
export function makeExpansion(template: Sections, context: ExpansionContext): Controlled {
  const resources = new Map(template.resources)
  const original = new Map([...resources].map(([id, body]) => [id, typeOf(body)]))
  const places = new Map(template.places)
  const declaredBy = new Map<string, string>()
  const made = new Map<string, readonly string[]>()
  const touched = new Map<string, readonly string[]>()
  const store = new Map<Shared<unknown>, unknown>()
  let current: { readonly id: string; readonly type: string } | undefined
  return {
    resources,
    conditions: new Map(template.conditions),
    template: template.template,
    mappings: template.mappings,
    parameters: template.parameters,
    region: context.region,
    document: (location) => context.document?.(location),
    partition: partitionOf(context.region),
    at: template.template.at,
    renamed: new Map(),
    dotted: new Map(),
    declaredBy,
    add: ({ id, type, properties, attributes, at }) => {
      const before = original.get(id)
      if (before !== undefined && id !== current?.id) throw new TakenId(current?.id ?? id, id, type, at)
      checkId(id, at)
      const entries: [string, Entry][] = [
        ['Type', { key: at, value: typeValue(type, at) }],
        ['Properties', { key: at, value: properties }],
      ]
      resources.set(id, { type: 'map', entries: new Map([...entries, ...(attributes ?? [])]), at })
      places.set(id, at)
      if (!current) return
      if (id !== current.id) declaredBy.set(id, current.id)
      made.set(current.id, [...(made.get(current.id) ?? []), id])
    },
    update: (id, change) => {
      const body = resources.get(id)
      if (!body) return
      resources.set(id, change(body))
      if (current) touched.set(current.id, [...(touched.get(current.id) ?? []), id])
    },
    changedFor: (id) => touched.get(id) ?? [],
    madeFor: (id) => made.get(id) ?? [],
    placeOf: (id) => places.get(id) ?? resources.get(id)?.at ?? template.template.at,
    originalType: (id) => original.get(id),
    shared: <T>(kind: Shared<T>): T => {
      if (!store.has(kind)) store.set(kind, kind.begin())
      return store.get(kind) as T
    },
    begin: (resource) => {
      current = resource
    },
  }
}

/** For the pipeline alone: says which resource what follows is made of. */
export interface Controlled extends Expansion {
  begin(resource: { readonly id: string; readonly type: string } | undefined): void
}

export interface Sections {
  readonly resources: ReadonlyMap<string, MapValue>
  /** The place of each logical id. */
  readonly places: ReadonlyMap<string, Span>
  readonly conditions: ReadonlyMap<string, Entry>
  readonly template: MapValue
  readonly mappings: MapValue | undefined
  readonly parameters: ReadonlyMap<string, Value>
}

/** Source: CloudFormation User Guide, "Resources": logical ids are alphanumeric texts. */
export function checkId(id: string, at: Span): void {
  const number = /^\d+$/.test(id) && at.startLine === at.endLine && at.endColumn - at.startColumn === id.length
  if (/^[A-Za-z0-9]+$/.test(id) && !number) return
  throw new InvalidResource(id, 'Logical ids must be alphanumeric.', at)
}

export function typeOf(body: MapValue): string | undefined {
  const type = body.entries.get('Type')?.value
  return type?.type === 'scalar' && typeof type.value === 'string' ? type.value : undefined
}

function typeValue(type: string, at: Span): Value {
  return { type: 'scalar', value: type, at, via: [{ reason: 'transform', location: at }] }
}

/** Source: AWS General Reference, "Amazon Resource Names": the partition of a region. */
export function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn'
  if (region?.startsWith('us-gov-')) return 'aws-us-gov'
  if (region?.startsWith('us-isob-')) return 'aws-iso-b'
  if (region?.startsWith('us-iso-')) return 'aws-iso'
  if (region?.startsWith('eusc-')) return 'aws-eusc'
  return 'aws'
}
