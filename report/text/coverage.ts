import type { Report, StackSummary } from '../../model/report.ts'
import { margin, proseWidth, type Screen } from './screen.ts'
import { plain } from './width.ts'
import { count, listed } from './words.ts'
import { wrap } from './wrap.ts'

const fewTypes = 4

/** How much of what was given was read and understood; what was not is named. */
export function drawCoverage({ stacks, profile }: Report, screen: Screen): readonly string[] {
  if (stacks.length === 0) return []
  const by = profile === 'default' ? [] : [`Judged by the profile ${plain(profile)}.`]
  const sentences = [total(stacks, screen), ...stacks.flatMap(exceptions), ...by]
  return sentences.flatMap((text) => wrap(text, proseWidth(screen) + margin)).map((line) => screen.paint.dim(line))
}

function total(stacks: readonly StackSummary[], screen: Screen): string {
  const sum = (of: (stack: StackSummary) => number) => stacks.reduce((all, stack) => all + of(stack), 0)
  const files = new Set(stacks.flatMap((stack) => stack.files)).size
  const resources = sum(({ coverage }) => coverage.resources)
  const mapped = sum(({ coverage }) => coverage.mapped)
  const opaque = sum(({ coverage }) => coverage.opaque.length)
  const unresolved = sum(({ coverage }) => coverage.unresolved)
  const types = unmappedTypes(stacks)
  const parts = [
    `Read ${count(stacks.length, 'stack')} in ${count(files, 'file')}: ${count(resources, 'resource')}, ${mapped} of them mapped`,
    ...(types.length > 0 ? [`no kind for ${listed(types, screen.verbose ? undefined : fewTypes)}`] : []),
    ...(opaque > 0 ? [`${count(opaque, 'module or nested stack', 'modules or nested stacks')} not given`] : []),
    ...(unresolved > 0 ? [`${count(unresolved, 'link')} unresolved`] : []),
  ]
  return `${parts.join('; ')}.`
}

/** The most frequent first: `AWS::SNS::Topic (3)`. */
function unmappedTypes(stacks: readonly StackSummary[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { coverage } of stacks) {
    for (const [type, n] of Object.entries(coverage.unmapped)) counts.set(type, (counts.get(type) ?? 0) + n)
  }
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([type, n]) => (n === 1 ? type : `${type} (${n})`))
}

function exceptions(stack: StackSummary): readonly string[] {
  const path = plain(stack.path)
  return [
    ...(stack.status === 'failed' ? [`${path} could not be read.`] : []),
    ...(stack.status === 'partial' ? [`${path} was read in part.`] : []),
    ...(stack.scope === 'fragment' ? [`${path} is a fragment: what links to it may lie elsewhere.`] : []),
    ...(stack.coverage.opaque.length > 0
      ? [`${path} uses what was not given: ${listed(stack.coverage.opaque, fewTypes)}.`]
      : []),
  ]
}
