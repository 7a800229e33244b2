import { unclaimedIn } from '../../adapters/claims.ts'
import type { Reach } from '../../adapters/sources/open.ts'
import { isTerraformFile } from '../../adapters/sources/terraform-json.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { EvaluationLimits } from '../../engine/evaluate/limits.ts'
import type { Scanned } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Report } from '../../model/report.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Part, ScannedPart } from '../../server/pool/tasks.ts'
import type { Host } from '../host.ts'
import type { Inputs } from '../inputs.ts'
import type { Progress } from '../progress.ts'
import { UsageError } from '../usage.ts'

/** How the inputs of a run are judged. */
export interface Run {
  readonly bundles: readonly Bundle[]
  readonly limits: EvaluationLimits
  readonly settings: Settings
  /** Threads that judge; as many as are worth it unless given. */
  readonly jobs?: number | undefined
  readonly host: Host
  readonly progress: Progress
}

/** Judges inputs here, each with its own given values, and makes one report of it. */
export async function judge(inputs: readonly Inputs[], run: Run): Promise<Report> {
  try {
    const reports: Report[] = []
    const [first, ...more] = inputs
    if (first && more.length === 0) return await judgeOne(first, run)
    // What is said of the files is said of all of them at once.
    for (const one of inputs) reports.push(await judgeOne({ ...one, found: { ...one.found, diagnostics: [] } }, run))
    const { mergeReports } = await import('../../engine/merge-reports.ts')
    return mergeReports(reports, first?.found.diagnostics ?? [], run.settings)
  } finally {
    run.progress.done()
  }
}

async function judgeOne(inputs: Inputs, run: Run): Promise<Report> {
  const { files } = inputs.found.sources
  if (files.length > 1) run.progress.step(`Reading ${files.length} files`)
  // One processor has enough to do with what V8 does beside: on two, threads were never quicker (docs/measurements.md).
  const jobs = run.jobs ?? Math.min(run.host.processors - 1, Math.floor(files.length / worthAThread))
  // A value that is given to no template is said once for all of them, which takes a look at all of them; and so does
  // what belongs to a template that is judged apart.
  const isShared = inputs.given.parameters.size > 0 || inputs.apart !== undefined
  if (jobs < 2 || isShared) return judgeHere(inputs, run)
  const parts = await partsOf(inputs)
  const { reach } = inputs.found
  return parts.length > 1 && reach ? judgeInThreads(inputs, { parts, reach }, jobs, run) : judgeHere(inputs, run)
}

/** Files: with fewer a thread takes longer to start than it saves. */
const worthAThread = 30

async function judgeHere(inputs: Inputs, run: Run): Promise<Report> {
  return (await judgePart(inputs, run)).report
}

async function judgePart({ found, apart = [], given, adapters }: Inputs, run: Run): Promise<Scanned> {
  const { bundles, limits, settings, host, progress } = run
  const { scanPart } = await import('../../engine/scan.ts')
  const files = apart.length === 0 ? found.sources.files : [...found.sources.files, ...apart].sort(byPath)
  return scanPart({ ...found.sources, files }, given, {
    adapters,
    bundles,
    limits,
    settings,
    version: host.version,
    clock: host.clock,
    diagnostics: found.diagnostics,
    progress: (stack, index, stacks) => progress.step(`Judging ${index + 1} of ${stacks}: ${stack.path}`),
  })
}

function byPath(one: SourceFile, other: SourceFile): number {
  return one.path < other.path ? -1 : 1
}

/** Templates that need no other file, and roots of Terraform that share nothing with others. */
async function partsOf({ found: { sources }, given }: Inputs): Promise<readonly Part[]> {
  const terraform = sources.files.filter(isTerraformFile)
  const templates = sources.files.filter((file) => !isTerraformFile(file))
  const alone =
    templates.length < 2 ? [] : (await import('../../adapters/cloudformation/alone.ts')).standAlone(templates)
  const parts = alone.map((file): Part => ({ path: file.path, files: [file] }))
  if (terraform.length < 2) return parts
  const { rootsApart } = await import('../../adapters/terraform/apart.ts')
  const roots = await rootsApart({ ...sources, files: terraform }, given)
  return [...parts, ...roots.map(({ path, has }) => ({ path, files: terraform.filter(has) }))]
}

/** The parts are read and judged one by one in threads, and meanwhile all else here: other files belong together. */
async function judgeInThreads(
  inputs: Inputs,
  { parts, reach }: { readonly parts: readonly Part[]; readonly reach: Reach },
  jobs: number,
  run: Run,
): Promise<Report> {
  const { found, given } = inputs
  const { settings, host } = run
  const started = host.clock()
  const [{ mergeReports }, { adapters }] = await Promise.all([
    import('../../engine/merge-reports.ts'),
    import('../../adapters/all.ts'),
  ])
  const judgeOthers = (without: readonly Part[]): Promise<Scanned> => {
    const apart = new Set(without.flatMap(({ files }) => files))
    const files = found.sources.files.filter((file) => !apart.has(file))
    const sources = { ...found.sources, files }
    return judgePart({ ...inputs, adapters, found: { ...found, diagnostics: [], sources } }, run)
  }
  const pool = await startPool(jobs, run)
  try {
    const [others, ...judged] = await Promise.all([
      judgeOthers(parts),
      ...chunks(parts, jobs * chunksAThread).map((some) =>
        pool.run({ type: 'scan', parts: some, reach, given, settings }),
      ),
    ])
    const apart = judged.flat()
    const met = await meetingOthers(apart, others)
    const rest = met.size === 0 ? others : await judgeOthers(parts.filter(({ path }) => !met.has(path)))
    const kept = apart.filter(({ path }) => !met.has(path))
    const reports = [...kept, rest].map(({ report }) => report)
    found.diagnostics.push(...kept.flatMap(({ said }) => said))
    const { stacks, diagnostics } = mergeReports(reports, [], settings)
    found.diagnostics.push(...(await unclaimedIn(found, stacks, diagnostics)))
    const merged = mergeReports(reports, found.diagnostics, settings)
    return { ...merged, summary: { ...merged.summary, durationMs: Math.round(host.clock() - started) } }
  } catch (problem) {
    const { Overrun } = await import('../../server/pool/pool.ts')
    if (problem instanceof Overrun) throw new UsageError(`a thread was lost (${problem.message}); try --jobs 1.`)
    throw problem
  } finally {
    await pool.close()
  }
}

/** The parts whose stacks have to do with those of others: they are judged again, together. */
async function meetingOthers(apart: readonly ScannedPart[], others: Scanned): Promise<ReadonlySet<string>> {
  const { partnersOf } = await import('../../engine/foreign/meeting.ts')
  const partners = partnersOf([...apart, others].flatMap(({ known }) => known))
  return new Set(apart.filter(({ known }) => known.some(({ id }) => partners.has(id))).map(({ path }) => path))
}

async function startPool(threads: number, { bundles, limits, host }: Run) {
  const [{ createPool }, { compiled }, { builtFile }] = await Promise.all([
    import('../../server/pool/pool.ts'),
    import('../../server/pool/compiled.ts'),
    import('../../engine/bundle/load.ts'),
  ])
  return createPool({
    worker: builtFile('server/pool/worker.js'),
    workerData: { bundles: await Promise.all(bundles.map(compiled)), limits, version: host.version },
    threads,
    timeLimitMs: threadTimeMs,
    memoryMb: threadMemoryMb,
    waitingLimit: Number.POSITIVE_INFINITY,
  })
}

/** A run of the command line may take its time. */
const threadTimeMs = 3_600_000
const threadMemoryMb = 4096
/** So that a thread with small parts takes over from one with large ones. */
const chunksAThread = 4

function chunks(parts: readonly Part[], count: number): readonly (readonly Part[])[] {
  const size = Math.max(1, Math.ceil(parts.length / count))
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size),
  )
}
