import { workerData as started } from 'node:worker_threads'
import { adapters } from '../../adapters/all.ts'
import { reopen } from '../../adapters/sources/open.ts'
import { evaluatorOf, scanWith } from '../../engine/scan.ts'
import { type Admitter, admit } from '../admissions/admit.ts'
import { RequestError } from '../admissions/request.ts'
import { createDataApi } from '../data/data.ts'
import { type Answer, type ScannedPart, type ScanTask, type Taken, type WorkerData, wallClock } from './tasks.ts'

/** A thread of the pool: it loads the policies once and answers one task after another. */
const { bundles, data, limits, version, admissions } = started as WorkerData
const dataApi = data && createDataApi(data, limits.memoryMb)

export default function run({ task, begun }: Taken): Answer | Promise<Answer> | Promise<readonly ScannedPart[]> {
  begun[0] = wallClock()
  if (task.type === 'scan') return scanEach(task)
  if (task.type === 'admission') return admission(task.body, task.today)
  if (dataApi === undefined) throw new Error('this pool was started without /v1/data')
  return dataApi(task)
}

async function admission(body: Uint8Array, today: string): Promise<Answer> {
  if (admissions === undefined) throw new Error('this pool was started without admissions')
  const admitter: Admitter = { bundles, admissions, limits, version, today, clock }
  try {
    const { status, admission } = await admit(body, admitter)
    return { status, body: jsonBytes(admission), decision: admission.decision }
  } catch (problem) {
    if (!(problem instanceof RequestError)) throw problem
    return { status: problem.status, body: jsonBytes({ error: problem.message }) }
  }
}

async function scanEach({ parts, reach, given, settings }: ScanTask): Promise<readonly ScannedPart[]> {
  const scanner = { adapters, bundles, limits, settings, version, clock }
  const scanned: ScannedPart[] = []
  let evaluator = evaluatorOf(scanner)
  try {
    for (const { path, files } of parts) {
      const { sources, diagnostics } = reopen(files, reach)
      scanned.push({ path, said: diagnostics, ...(await scanWith(evaluator, sources, given, scanner)) })
      if (evaluator.diagnostics().length === 0) continue
      // What failed for one part may run for another.
      evaluator.close()
      evaluator = evaluatorOf(scanner)
    }
    return scanned
  } finally {
    evaluator.close()
  }
}

const clock = (): number => performance.now()

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`)
}
