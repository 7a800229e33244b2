import type { SourceFile } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'
import type { Value } from '../../model/value.ts'
import type { Transforms } from './transforms.ts'

/** Where a template comes from and what is given to it. */
export interface Origin {
  readonly file: SourceFile
  readonly given: Given
  readonly read: (path: string) => SourceFile | undefined
  readonly transforms: Transforms
  /** Where the stack is deployed to, where that is not what is given for all stacks. `given` says the same. */
  readonly deployedTo?: Pick<Given, 'region' | 'account'>
  /** What the ids of its resources begin with: `Network/` in a nested stack, nothing in a stack of its own. */
  readonly prefix: string
  /** For a nested stack: what the template around it gives for its parameters, which is all that is given to it. */
  readonly bound?: ReadonlyMap<string, Value>
}
