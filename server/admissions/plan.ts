import { posix } from 'node:path'
import { parseJson } from '../../adapters/sources/json.ts'
import { type Span, startOf } from '../../model/source.ts'
import { entryOf } from '../../model/value.ts'
import { type AdmissionRequest, RequestError } from './request.ts'

/** The name that a posted plan goes by. */
export const planPath = 'plan.json'

type Input = AdmissionRequest['input']

/**
 * What is judged where a plan is posted: the plan, as text in the body as it was, so that its places are those of the file
 * it was read from. The files that come with it are the sources behind it, and are not judged in its place.
 */
export function withPlan(body: Uint8Array, input: Input): Input {
  if (input.plan === undefined) return input
  const { files = {}, named = [] } = input
  if (Object.keys(files).some((path) => posix.normalize(path) === planPath)) {
    throw new RequestError(400, `input.files has a ${planPath}, and input.plan is given as well; give the plan once.`)
  }
  if (isState(input.plan)) {
    throw new RequestError(
      400,
      'input.plan holds a state, not a plan. Give what "terraform show -json" writes of a plan, or the state in input.files.',
    )
  }
  const beside = Object.keys(files).filter((path) => !named.includes(path))
  const source = input.source ?? sourceAmong(Object.keys(files))
  return {
    ...input,
    files: { ...files, [planPath]: planText(new TextDecoder().decode(body)) },
    named: [planPath, ...named],
    beside,
    ...(source === undefined ? {} : { source }),
  }
}

/** A state as it is stored, or shown. Source: Terraform, "JSON Output Format" and "State". */
function isState(plan: object): boolean {
  if ('resource_changes' in plan || 'planned_values' in plan) return false
  return 'values' in plan || ('version' in plan && 'lineage' in plan) || ('version' in plan && 'resources' in plan)
}

/** Where the sources do not lie at the top, they lie in the folder of the posted files that is nearest to it. */
function sourceAmong(paths: readonly string[]): string | undefined {
  const folders = paths
    .filter((path) => /\.(tf|tofu)(\.json)?$/.test(path))
    .map((path) => posix.dirname(posix.normalize(path)))
  const nearest = folders.sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1))[0]
  return nearest === '.' ? undefined : nearest
}

function depth(folder: string): number {
  return folder.split('/').length
}

/** The text of `input.plan`. */
function planText(body: string): string {
  const limits = { depth: 1000, values: Number.POSITIVE_INFINITY }
  const { value } = parseJson({ path: '', text: body }, limits, new Set(['plan', 'files']))
  const at = entryOf(entryOf(value, 'input')?.value, 'plan')?.value.at ?? startOf('')
  return sliceAt(body, at)
}

function sliceAt(text: string, { startLine, startColumn, endLine, endColumn }: Span): string {
  const start = startOfLine(text, 1, 0, startLine)
  return text.slice(start + startColumn - 1, startOfLine(text, startLine, start, endLine) + endColumn - 1)
}

/** Where a line begins, counted from another one. */
function startOfLine(text: string, from: number, offset: number, line: number): number {
  let at = offset
  for (let current = from; current < line; current += 1) at = text.indexOf('\n', at) + 1
  return at
}
