import type { Severity } from '../model/policy.ts'

/** How one run judges. */
export interface Settings {
  /** Policy ids or practices; where given, nothing else is judged. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
  /** The least severity that denies. */
  readonly failOn: Severity | 'none'
  /** What an unknown counts as for the decision. */
  readonly unknown: 'ignore' | 'note' | 'fail'
  /** The date that runtime support and waivers are judged by: `2026-11-22`. */
  readonly now: string
}
