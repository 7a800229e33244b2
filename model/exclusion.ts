import type { KindName } from './kinds/index.ts'

/** Which entities are meant: those for which all that is given holds. */
export interface EntityPattern {
  /** Of the file that declares it, or of its stack: `legacy/**`. A folder stands for all in it. */
  readonly path?: string
  /** Of its id: `module.legacy.*`. */
  readonly resource?: string
  readonly kind?: KindName
  /** Values by key, both with wildcards: `{lifecycle: retired}`. */
  readonly tag?: Readonly<Record<string, string>>
}
