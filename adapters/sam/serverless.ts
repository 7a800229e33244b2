import type { Span } from '../../model/source.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import type { Expansion } from './expansion.ts'
import type { PropertyShapes } from './properties.ts'

/** One `AWS::Serverless::…` type. Every export of a file in `resources/` is one. */
export interface ServerlessType {
  readonly type: string
  /** When it is expanded. Events edit the documents of APIs, so functions come before; connectors see all that is made. */
  readonly phase: Phase
  readonly properties: PropertyShapes
  /** Properties that are not among these are left out and not refused. */
  readonly ignoresOthers?: true
  /** What `Globals` may say of it: the section, and its properties in the order of the service's message. */
  readonly globals?: { readonly section: string; readonly properties: readonly string[] }
  /** Made resources that the template may name with a dot, by their type: `Function.Alias`. */
  readonly references?: Readonly<Record<string, string>>
  /** Looks at the template before Globals are merged and anything is expanded: implicit APIs, default documents. */
  readonly prepare?: (expansion: Expansion) => void
  /** Looks at a resource before its properties are checked: what the service says of it first. */
  readonly validate?: (resource: ServerlessResource, expansion: Expansion) => void
  /** Adds what the resource stands for (`expansion.add`). The resource itself is gone already. Its Globals are merged, its properties checked. */
  readonly expand: (resource: ServerlessResource, expansion: Expansion) => void
  /** Adds what several resources share, when all are expanded. */
  readonly finish?: (expansion: Expansion) => void
}

export const phases = ['function', 'state_machine', 'api', 'other', 'connector'] as const
export type Phase = (typeof phases)[number]

/** A resource to be expanded. */
export interface ServerlessResource {
  readonly id: string
  readonly type: string
  /** The place of its logical id. */
  readonly at: Span
  /** With Globals, without properties that are null. */
  readonly properties: MapValue
  /** All of it: Type, Properties, DependsOn, Metadata… */
  readonly body: MapValue
  /** What is said of the resource and holds for everything made of it: Condition, DeletionPolicy, UpdateReplacePolicy. */
  readonly attributes: Attributes
  /** The same with DependsOn, UpdatePolicy and Metadata, for the resource that stands in its place. */
  readonly mainAttributes: Attributes
}

export type Attributes = ReadonlyMap<string, Entry>

/** One type of event source. Every export of a file in `events/` is one. */
export interface EventSource {
  /** `Schedule`. */
  readonly type: string
  readonly forFunction?: EventShape<FunctionEvent, RoleNeeds | undefined>
  readonly forStateMachine?: EventShape<StateMachineEvent, undefined>
}

export interface EventShape<Event, Outcome> {
  readonly properties: PropertyShapes
  /** Adds what the event stands for (`expansion.add`, attributes of the event's owner) and says what the function's role needs. */
  readonly expand: (event: Event, expansion: Expansion) => Outcome
}

interface SourceEvent {
  /** As written under `Events`. */
  readonly id: string
  /** Function id and event id: the stem of the ids it makes. */
  readonly logicalId: string
  readonly type: string
  readonly properties: MapValue
  /** The place of its id. */
  readonly at: Span
  /** The function or state machine; `owner.attributes` go to everything made. */
  readonly owner: ServerlessResource
}

export interface FunctionEvent extends SourceEvent {
  readonly target: FunctionTarget
}

/** What an event calls: the function, or its alias where it publishes one. */
export interface FunctionTarget {
  /** The logical id of the function or alias. */
  readonly id: string
  /** For `FunctionName`: `Ref` of the function or alias. */
  readonly name: Value
  /** `GetAtt F.Arn`, or `Ref` of the alias. */
  readonly arn: Value
  /** The logical id of the alias, if it is one. */
  readonly alias?: string
}

export interface StateMachineEvent extends SourceEvent {
  readonly target: StateMachineTarget
}

export interface StateMachineTarget {
  readonly id: string
  /** `Ref` of the state machine. */
  readonly arn: Value
  /** `PermissionsBoundary` of the state machine: goes to the roles of its events. */
  readonly permissionsBoundary?: Value
}

/** What the execution role of a function gets for an event. */
export interface RoleNeeds {
  /** ARNs. */
  readonly managed?: readonly Value[]
  /** `{PolicyName, PolicyDocument}`. */
  readonly inline?: readonly MapValue[]
}
