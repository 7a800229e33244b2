import type { ExampleFormat, ExampleVerdict } from '../../model/policy-test.ts'
import type { Example } from './example.ts'

const verdicts = ['fail', 'pass', 'unknown'] as const
const formats = ['cloudformation', 'terraform'] as const

/** Which examples a policy lacks: each verdict in each of these formats. SAM counts as CloudFormation. */
export function missingExamples(
  examples: readonly Pick<Example, 'format' | 'verdict'>[],
  wanted: readonly ExampleFormat[] = formats,
): readonly { readonly format: ExampleFormat; readonly verdict: ExampleVerdict }[] {
  return wanted.flatMap((format) =>
    verdicts
      .filter((verdict) => !examples.some((one) => one.verdict === verdict && family(one.format) === format))
      .map((verdict) => ({ format, verdict })),
  )
}

function family(format: ExampleFormat): ExampleFormat {
  return format === 'sam' ? 'cloudformation' : format
}
