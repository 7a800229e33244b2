import { unclaimedIn } from '../../adapters/claims.ts'
import { isTerraformFile } from '../../adapters/sources/terraform-json.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { EvaluationLimits } from '../../engine/evaluate/limits.ts'
import type { Scanned } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Report } from '../../model/report.ts'
import type { SourceFile } from '../../model/source.ts'
import type { ScannedFile } from '../../server/pool/tasks.ts'
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
  const templates = files.filter(isTemplate)
  const jobs = run.jobs ?? Math.min(run.host.processors, Math.floor(templates.length / worthAThread))
  // A value that is given to no template is said once for all of them, which takes a look at all of them; and so does
  // what belongs to a template that is judged apart.
  const isShared = inputs.given.parameters.size > 0 || inputs.apart !== undefined
  return jobs > 1 && templates.length > 1 && !isShared
    ? judgeInThreads(inputs, templates, jobs, run)
    : judgeHere(inputs, run)
}

/** Templates: with fewer a thread takes longer to start than it saves. */
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

/**
 * Templates that need no other file are read and judged one by one in threads, and meanwhile all else here: Terraform's
 * folders belong together, and so do nested templates.
 */
async function judgeInThreads(
  inputs: Inputs,
  templates: readonly SourceFile[],
  jobs: number,
  run: Run,
): Promise<Report> {
  const { found, given } = inputs
  const { settings, host } = run
  const started = host.clock()
  const [{ mergeReports }, { adapters }, { standAlone }] = await Promise.all([
    import('../../engine/merge-reports.ts'),
    import('../../adapters/all.ts'),
    import('../../adapters/cloudformation/alone.ts'),
  ])
  const alone = standAlone(templates)
  const judgeOthers = (apart: ReadonlySet<SourceFile>): Promise<Scanned> => {
    const files = found.sources.files.filter((file) => !apart.has(file))
    const sources = { ...found.sources, files }
    return judgePart({ ...inputs, adapters, found: { ...found, diagnostics: [], sources } }, run)
  }
  const pool = await startPool(jobs, run)
  try {
    const [others, ...judged] = await Promise.all([
      judgeOthers(new Set(alone)),
      ...chunks(alone, jobs * chunksAThread).map((files) => pool.run({ type: 'scan', files, given, settings })),
    ])
    const apart = judged.flat()
    const met = await meetingOthers(apart, others)
    const rest = met.size === 0 ? others : await judgeOthers(new Set(alone.filter(({ path }) => !met.has(path))))
    const reports = [...apart.filter(({ path }) => !met.has(path)), rest].map(({ report }) => report)
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

/** The files whose stacks have to do with those of other files: they are judged again, together. */
async function meetingOthers(apart: readonly ScannedFile[], others: Scanned): Promise<ReadonlySet<string>> {
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
/** So that a thread with small templates takes over from one with large ones. */
const chunksAThread = 4

function chunks(files: readonly SourceFile[], count: number): readonly (readonly SourceFile[])[] {
  const size = Math.max(1, Math.ceil(files.length / count))
  return Array.from({ length: Math.ceil(files.length / size) }, (_, index) =>
    files.slice(index * size, (index + 1) * size),
  )
}

function isTemplate(file: SourceFile): boolean {
  return !isTerraformFile(file)
}
