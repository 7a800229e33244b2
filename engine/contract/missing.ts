import type { Policy } from '../../model/policy.ts'
import type { ExampleFormat, ExampleVerdict } from '../../model/policy-test.ts'
import type { Example } from './example.ts'

const verdicts = ['fail', 'pass', 'unknown'] as const
const formats = ['cloudformation', 'terraform'] as const

/**
 * Which examples a policy lacks: each verdict in each of these formats that its fix speaks of. SAM counts as
 * CloudFormation.
 */
export function missingExamples(
  { fix }: Pick<Policy, 'fix'>,
  examples: readonly Pick<Example, 'format' | 'verdict'>[],
  wanted: readonly ExampleFormat[] = formats,
): readonly { readonly format: ExampleFormat; readonly verdict: ExampleVerdict }[] {
  const told = typeof fix === 'string' ? undefined : Object.keys(fix).map((format) => family(format as ExampleFormat))
  return wanted
    .filter((format) => told?.includes(format) ?? true)
    .flatMap((format) =>
      verdicts
        .filter((verdict) => !examples.some((one) => one.verdict === verdict && family(one.format) === format))
        .map((verdict) => ({ format, verdict })),
    )
}

function family(format: ExampleFormat): ExampleFormat {
  return format === 'sam' ? 'cloudformation' : format
}
