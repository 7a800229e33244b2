import type { Condition } from './condition.ts'
import type { Owner } from './resource.ts'
import type { Span } from './source.ts'

/**
 * A value of a source file after evaluation: known, known in part, a reference, or unknown with its cause.
 * Every value knows its place and, where the author wrote it elsewhere, the way it came.
 */
export type Value =
  | Scalar
  | ListValue
  | MapValue
  | TextValue
  | JsonValue
  | Reference
  | SymbolValue
  | UnknownValue
  | Choice

interface Placed {
  readonly at: Span
  readonly via?: readonly Via[]
  /** The resource it is written in, where another one uses it: a policy that is attached to a role. */
  readonly owner?: Owner
}

/** One step on the way from where a value is written to where it is used. */
export interface Via {
  readonly reason:
    | 'globals'
    | 'default'
    | 'parameter'
    | 'module'
    | 'local'
    | 'for_each'
    | 'dynamic'
    | 'transform'
    | 'plan'
  readonly location: Span
}

/** Why something is not known, and what would make it known. */
export interface Cause {
  readonly why: string
  /** What to give: `--parameter Stage=…`, `var.stage`. Empty where nothing on the command line would help. */
  readonly needs: readonly string[]
  /** Where the cause lies: the declaration of the parameter, the call of the module. */
  readonly at?: Span
}

export interface Scalar extends Placed {
  readonly type: 'scalar'
  readonly value: string | number | boolean | null
  /** Never printed: NoEcho parameters, sensitive variables. */
  readonly sensitive?: true
}

export interface ListValue extends Placed {
  readonly type: 'list'
  readonly items: readonly Value[]
  /** Present where the list may hold more than is known. */
  readonly open?: Cause
}

export interface MapValue extends Placed {
  readonly type: 'map'
  readonly entries: ReadonlyMap<string, Entry>
  /** Present where the map may hold more than is known. */
  readonly open?: Cause
  /** The policy template that it was made from: `DynamoDBCrudPolicy`. */
  readonly template?: string
}

export interface Entry {
  readonly key: Span
  readonly value: Value
}

/** A text known in part: literal pieces between references, symbols and unknown values. */
export interface TextValue extends Placed {
  readonly type: 'text'
  readonly parts: readonly (string | Reference | SymbolValue | UnknownValue)[]
}

/** A text that is the JSON of a value (`jsonencode`, a policy in a heredoc), its structure kept. */
export interface JsonValue extends Placed {
  readonly type: 'json'
  readonly value: Value
  /** The text itself, with its author's blanks, where it is at hand. */
  readonly text?: Scalar | TextValue | Reference | SymbolValue | UnknownValue
}

/** An attribute of a resource of the same stack; `attribute` is null for what the format means by the bare resource. */
export interface Reference extends Placed {
  readonly type: 'reference'
  readonly resource: string
  readonly attribute: string | null
  /** Present where the attribute is a secret: a generated password, the key of a user, the value of a parameter in a store. */
  readonly origin?: 'secret' | 'access_key' | 'ssm_parameter'
}

/** The account, region or partition that is deployed to: known as a symbol, though not as a text. */
export interface SymbolValue extends Placed {
  readonly type: 'symbol'
  readonly name: 'account' | 'region' | 'partition'
}

export interface UnknownValue extends Placed {
  readonly type: 'unknown'
  readonly cause: Cause
  /** What names the value although it is not known: `RoleArn`, `ssm:/team/role`, `data.aws_vpc.main.id`. Equal symbols are equal values. */
  readonly symbol?: string
  /** What it is made from, where that is all that can be told: `aws_sqs_queue.jobs.arn`. */
  readonly refs?: readonly string[]
  /** What sort of thing gives the value. */
  readonly origin?: 'input_parameter' | 'secret' | 'access_key' | 'ssm_parameter'
}

/** One of two values, where the condition is not decided. Null is nothing: the property or element is not there. */
export interface Choice extends Placed {
  readonly type: 'choice'
  readonly condition: Condition
  readonly then: Value | null
  readonly otherwise: Value | null
}

export function scalar(value: Scalar['value'], at: Span): Scalar {
  return { type: 'scalar', value, at }
}

export function unknown(why: string, needs: readonly string[], at: Span): UnknownValue {
  return { type: 'unknown', cause: { why, needs }, at }
}

/** The value of a map's key, if the map has it. */
export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.type === 'map' ? value.entries.get(key) : undefined
}

export function isNull(value: Value): boolean {
  return value.type === 'scalar' && value.value === null
}
