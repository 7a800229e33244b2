import type { Diagnostic } from './diagnostic.ts'
import type { KindName } from './kinds/index.ts'
import type { Coverage, StackSummary } from './report.ts'
import type { Span } from './source.ts'

/** What `map` answers; `--format json` prints it as it is. A field added is no breaking change. */
export interface ApplicationMap {
  readonly schemaVersion: '1'
  readonly stacks: readonly StackMap[]
  readonly diagnostics: readonly Diagnostic[]
}

/** One application: its functions, what makes each run, what each may do, and the same as a drawing. */
export interface StackMap extends Pick<StackSummary, 'id' | 'path' | 'format' | 'status' | 'scope'> {
  /** Nothing is missing that could add a node or an edge. */
  readonly complete: boolean
  /** What is missing, the one that concerns most things first. Empty where the map is complete. */
  readonly gaps: readonly Gap[]
  readonly coverage: Coverage
  /** Sorted by name. */
  readonly functions: readonly MappedFunction[]
  /** The roles of functions and state machines, each once however many use it. */
  readonly roles: readonly MappedRole[]
  readonly nodes: readonly MapNode[]
  /** A function leads to its role and the role to what it permits: never multiplied out. */
  readonly edges: readonly MapEdge[]
}

/** Why something may be missing, and what to give so that it is not. */
export interface Gap {
  readonly why: string
  /** What to give: `--parameter Stage=…`. Empty where nothing on the command line would help. */
  readonly needs: readonly string[]
  /** Ids of the nodes it concerns; empty where it concerns the stack as a whole. */
  readonly nodes: readonly string[]
  readonly location: Span | null
}

export interface MappedFunction {
  /** Its id in the model. */
  readonly id: string
  /** Its node in the drawing. */
  readonly node: string
  /** What a person calls it. */
  readonly name: string
  readonly location: Span
  readonly exposure: Exposure
  readonly triggers: readonly MappedTrigger[]
  /** The node of its role; null where it is not known. What the role permits stands at the role. */
  readonly role: string | null
  readonly limits: Limits
  readonly loops: readonly Loop[]
  /** In which worlds there is this function, `IsProd && !HasVpc`; null in all. */
  readonly condition: string | null
}

/**
 * Who can make something run or take it in, the widest first. `public`: anyone. `organisation`: callers from outside of
 * the account whom somebody vouches for: users who signed in, other accounts, a network that is named. `account`:
 * identities and networks of the account. `private`: nobody but what the stack itself wires to it.
 */
export const exposureLevels = ['public', 'organisation', 'account', 'private'] as const
export type ExposureLevel = (typeof exposureLevels)[number]

export interface Exposure {
  /** The widest level that is known. */
  readonly level: ExposureLevel
  /** Nothing unknown could make it wider. */
  readonly sure: boolean
  /** The widest level it may have: another than `level` where it is not sure. */
  readonly possible: ExposureLevel
  /** The edges that make it so, by id, from outside to here. Empty where it is private. */
  readonly path: readonly string[]
  /** Where it is not sure, the edges that may make it wider, and why that is not known. */
  readonly possiblePath: readonly string[]
  readonly why: string | null
}

/** One thing that makes a function run. */
export interface MappedTrigger {
  /** The id of the trigger, route, authorizer, address or permission in the model. */
  readonly id: string
  readonly by: 'trigger' | 'route' | 'authorizer' | 'function_url' | 'resolver' | 'permission'
  /** The node that the call or event comes from; null where it is not known. */
  readonly source: string | null
  /** What a person reads: `GET /orders`, `rate(5 minutes)`, `s3:ObjectCreated:* on uploads/*.jpg`. */
  readonly label: string
  /** How it is wired: `event_source_mapping`, `route`, `schedule`, … */
  readonly mechanism: string
  readonly invocation: 'polled' | 'synchronous' | 'asynchronous' | 'unknown'
  /** How callers are recognised, for what is called over HTTP: `none`, `iam`, `jwt`, … */
  readonly auth: string | null
  /** False where it is switched off. */
  readonly enabled: boolean
  readonly sure: boolean
  /** What limits it: calls in a second, instances at once, records in a batch. */
  readonly limits: readonly string[]
  readonly location: Span
  readonly condition: string | null
}

/** Null where nothing is set and the service has no value for one function alone; `unknown` where it is not known. */
export type Limit = number | 'unknown' | null

export interface Limits {
  readonly timeoutSeconds: Limit
  readonly memoryMb: Limit
  readonly ephemeralStorageMb: Limit
  /** Null where it takes from what the account has left. */
  readonly reservedConcurrency: Limit
  readonly provisionedConcurrency: Limit
  /** Retries of asynchronous events, 2 where nothing is set. */
  readonly asynchronousRetries: Limit
}

/** A way by which what a function does makes it run again: the shortest one through one of its triggers. */
export interface Loop {
  /** The id of the trigger that closes it; of the role, where that is a permission to invoke. */
  readonly trigger: string
  /** The edges, by id, from the function round to the function. */
  readonly path: readonly string[]
  /** The nodes on the way, from the function round to the function, without roles. */
  readonly nodes: readonly string[]
  /** Nothing on the way is open. */
  readonly sure: boolean
  /** A filter of the trigger may stop it. */
  readonly filtered: boolean
  readonly why: string | null
}

export interface MappedRole {
  readonly id: string
  readonly node: string
  readonly name: string
  readonly location: Span
  /** Nodes of what runs with it. */
  readonly usedBy: readonly string[]
  readonly access: readonly Access[]
  /** Its list of statements is known to the end. */
  readonly complete: boolean
  readonly why: string | null
}

/** What may be done to a thing; `invoke` makes code run, `permit` changes who may do what. */
export const accessKinds = ['read', 'list', 'write', 'tag', 'permit', 'invoke'] as const
export type AccessKind = (typeof accessKinds)[number]

/** What a role may do to one thing, or to what one pattern covers. */
export interface Access {
  /** The node of the entity, or of the pattern. */
  readonly target: string
  /** In the order of `accessKinds`. */
  readonly may: readonly AccessKind[]
  /** Actions as the statements write them; `all but …` for NotAction. */
  readonly actions: readonly string[]
  readonly statements: readonly StatementPlace[]
  /** Every statement is known to permit it: effect, resource, denials, boundary. */
  readonly sure: boolean
  readonly why: string | null
}

export interface StatementPlace {
  /** Its place in the role's list, from 0. */
  readonly index: number
  readonly sid: string | null
  /** The policy it stands in. */
  readonly policy: string | null
  /** The resource pattern as a person would write it. */
  readonly resource: string
  /** Conditions limit it. */
  readonly conditional: boolean
  readonly location: Span
}

/** What a node is: a kind of the model, or one of these. */
export type NodeKind =
  | KindName
  /** Anyone on the internet. */
  | 'internet'
  /** Somebody else: another account, a user who signed in, a service. */
  | 'principal'
  /** A resource pattern that names no single entity: `arn:aws:s3:::shop-*`. */
  | 'pattern'
  /** The clock. */
  | 'schedule'

export interface MapNode {
  /** `functions/Checkout`: the collection and the id in it; `internet`, `pattern:…`, `principal:…`, `schedule:…`. */
  readonly id: string
  readonly kind: NodeKind
  /** Its id in the model; null for what is no entity. */
  readonly entity: string | null
  /** What a person calls it. */
  readonly label: string
  /** The native type; null for what is no entity. */
  readonly type: string | null
  /** Defined outside of what was given, or in another stack (its `entity` is then `<stack>::<id>`). */
  readonly external: boolean
  /** Who can get here from outside, functions' permissions followed too; null where nobody. */
  readonly reachable: Reachable | null
  readonly location: Span | null
  readonly condition: string | null
}

export interface Reachable {
  readonly from: Exclude<ExposureLevel, 'private'>
  readonly sure: boolean
  /** The last edge of the shortest way. */
  readonly by: string
}

/**
 * `calls`: over HTTP, from the internet to what answers. `triggers`: an event makes a function run. `delivers`: events
 * or messages are handed on. `fails_to`: what could not be handled goes there. `runs`: a state machine does a task.
 * `runs_as`: takes on a role. `may`: a role permits it. `lets`: a resource policy lets somebody in.
 */
export const relations = ['calls', 'triggers', 'delivers', 'fails_to', 'runs', 'runs_as', 'may', 'lets'] as const
export type Relation = (typeof relations)[number]

export interface MapEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly relation: Relation
  /** What makes it, for a person: `GET /orders, POST /orders`, `read, write`. */
  readonly label: string
  /** What may be done, for `may` and `lets`; else empty. */
  readonly may: readonly AccessKind[]
  readonly sure: boolean
  /** Why it is not sure. */
  readonly why: string | null
  /** Switched off. */
  readonly off: boolean
  /** It lies on a loop. */
  readonly loop: boolean
  readonly location: Span
  readonly condition: string | null
}
