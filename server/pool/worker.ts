import { workerData as started } from 'node:worker_threads'
import { type Admitter, admit } from '../admissions/admit.ts'
import { RequestError } from '../admissions/request.ts'
import { createDataApi } from '../data/data.ts'
import type { Answer, Task, WorkerData } from './tasks.ts'

/** A thread of the pool: it loads the policies once and answers one task after another. */
const { manifest, policies, data, memoryMb, version, admissions } = started as WorkerData
const dataApi = data && createDataApi(data, memoryMb)

export default function run(task: Task): Answer | Promise<Answer> {
  if (task.type === 'admission') return admission(task.body, task.today)
  if (dataApi === undefined) throw new Error('this pool was started without /v1/data')
  return dataApi(task)
}

async function admission(body: Uint8Array, today: string): Promise<Answer> {
  if (admissions === undefined) throw new Error('this pool was started without admissions')
  const bundles = [{ manifest, wasm: policies }]
  const admitter: Admitter = { bundles, admissions, memoryMb, version, today, clock: () => performance.now() }
  try {
    const { status, admission } = await admit(body, admitter)
    return { status, body: jsonBytes(admission), decision: admission.decision }
  } catch (problem) {
    if (!(problem instanceof RequestError)) throw problem
    return { status: problem.status, body: jsonBytes({ error: problem.message }) }
  }
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`)
}
