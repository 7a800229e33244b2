/** A statement of an AWS managed policy, in the model's attribute names; what is left out is empty. */
export interface ManagedStatement {
  readonly sid?: string
  readonly effect: string
  readonly actions?: readonly string[]
  readonly not_actions?: readonly string[]
  readonly resources?: readonly string[]
  readonly not_resources?: readonly string[]
  readonly conditions?: readonly {
    readonly operator: string
    readonly key: string
    readonly values: readonly string[]
  }[]
}
