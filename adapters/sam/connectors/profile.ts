/** What a connector grants from one type of resource to another. */
export type Profile = RolePolicy | FunctionPermission | ResourcePolicy

/** A managed policy for the role of one of the two. */
export interface RolePolicy {
  readonly how: 'role policy'
  /** Whose role gets the policy. */
  readonly role: Side
  readonly access: Access<readonly Allowed[]>
  /** What must wait for the policy: the source, or the mappings that read it for the destination. */
  readonly neededBy?: 'source' | 'event source mapping'
  /** The combinations of access that make sense; any where there is none. */
  readonly together?: readonly (readonly string[])[]
}

/** A permission of the destination, a function. */
export interface FunctionPermission {
  readonly how: 'function permission'
  readonly access: Access<{
    readonly service: string
    readonly sourceArn: Pattern
    readonly sourceAccount?: Pattern
  }>
}

/** A policy of the destination, a queue or a topic, that lets a service act for the source. */
export interface ResourcePolicy {
  readonly how: 'queue policy' | 'topic policy'
  readonly access: Access<{ readonly service: string; readonly action: string }>
}

export type Side = 'Source' | 'Destination'

type Access<T> = Readonly<Record<string, T>>

export interface Allowed {
  readonly actions: readonly string[]
  readonly resources: readonly Pattern[]
}

/** A text with `${Source.Arn}`, `${Destination.Name}`… and pseudo parameters in it. */
export type Pattern = string

export function allow(resources: Pattern | readonly Pattern[], actions: string): Allowed {
  const [first = '', ...rest] = actions.split(' ')
  const service = first.slice(0, first.indexOf(':') + 1)
  return {
    actions: [first, ...rest.map((action) => service + action)],
    resources: typeof resources === 'string' ? [resources] : resources,
  }
}

export function forSource(
  access: Access<readonly Allowed[]>,
  more: Pick<RolePolicy, 'neededBy' | 'together'> = {},
): Profile {
  return { how: 'role policy', role: 'Source', access, ...more }
}

export function forDestination(
  access: Access<readonly Allowed[]>,
  more: Pick<RolePolicy, 'neededBy' | 'together'> = {},
): Profile {
  return { how: 'role policy', role: 'Destination', access, ...more }
}

export function invokedBy(service: string, sourceArn: Pattern, sourceAccount?: Pattern): Profile {
  const write = { service, sourceArn, ...(sourceAccount === undefined ? {} : { sourceAccount }) }
  return { how: 'function permission', access: { Write: write } }
}

export const sentBy = (service: string): Profile => ({
  how: 'queue policy',
  access: { Write: { service, action: 'sqs:SendMessage' } },
})

export const publishedBy = (service: string): Profile => ({
  how: 'topic policy',
  access: { Write: { service, action: 'sns:Publish' } },
})
