import { workerData } from 'node:worker_threads'
import type { GuardAnswer, GuardData, GuardRequest } from './guarded.ts'
import { messageOf, PolicyAbort } from './policy-error.ts'
import { loadPolicy, type Policy } from './wasm.ts'

const { wasm, memoryLimitMb, port, said } = workerData as GuardData

const policy = start()
if (policy) {
  port.on('message', (request: GuardRequest) => say(answer(policy, request)))
  say({ ready: true })
}

function start(): Policy | undefined {
  try {
    return loadPolicy(wasm, { memoryLimitMb })
  } catch (problem) {
    say({ unusable: messageOf(problem) })
    return undefined
  }
}

function answer(loaded: Policy, { entrypoint, input }: GuardRequest): GuardAnswer {
  try {
    return { result: loaded.evaluate(entrypoint, input) }
  } catch (problem) {
    if (problem instanceof PolicyAbort) return { abort: { reason: problem.reason, text: problem.text } }
    return { unusable: messageOf(problem) }
  }
}

/** The one who asked sleeps until the count changes, and only then looks at the port. */
function say(message: GuardAnswer): void {
  port.postMessage(message)
  Atomics.add(said, 0, 1)
  Atomics.notify(said, 0)
}
