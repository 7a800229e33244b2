import { loadPolicy, type Policy, PolicyAbort } from '../../engine/evaluate/wasm.ts'
import type { Answer, DataTask } from '../pool/tasks.ts'
import { createDocuments, type Documents } from './documents.ts'
import { indented } from './indent.ts'
import { readInput } from './input.ts'

/** Answers queries of OPA's Data API (OPA's documentation, REST API, "Data API"). */
export function createDataApi(module: WebAssembly.Module, memoryLimitMb: number): (task: DataTask) => Answer {
  const start = (strict: boolean): Loaded => {
    const policy = loadPolicy(module, { memoryLimitMb, strictBuiltinErrors: strict })
    return { policy, documents: createDocuments(policy) }
  }
  const loaded = new Map<boolean, Loaded>()
  return (task) => {
    const { strict } = task.wants
    const { policy, documents } = loaded.get(strict) ?? start(strict)
    const answer = query(task, documents)
    // Memory never shrinks: an instance that has grown is given up, so that one large input is not kept for ever.
    if (policy.memoryBytes() > keptBytes) loaded.delete(strict)
    else if (!loaded.has(strict)) loaded.set(strict, { policy, documents })
    return answer
  }
}

interface Loaded {
  readonly policy: Policy
  readonly documents: Documents
}

const keptBytes = 256 * 1024 * 1024

function query(task: DataTask, documents: Documents): Answer {
  const started = performance.now()
  const read = readInput(task.input)
  if ('problem' in read) return errorAnswer(400, 'invalid_parameter', read.problem)
  const ready = performance.now()
  try {
    const result = documents.at(task.path, read.input)
    const times = { started, ready, ended: performance.now() }
    return task.version === 'v0' ? answerV0(task, result, documents) : answerV1(task, result, read.input, times)
  } catch (problem) {
    if (problem instanceof PolicyAbort) return failed(problem)
    throw problem
  }
}

interface Times {
  readonly started: number
  readonly ready: number
  readonly ended: number
}

type Result = string | Uint8Array | undefined

/** An undefined result is no error: the member is left out. */
function answerV1(task: DataTask, result: Result, input: Uint8Array | undefined, times: Times): Answer {
  const { pretty, metrics } = task.wants
  const members: (string | Uint8Array)[] = []
  const add = (name: string, value: string | Uint8Array): void => {
    members.push(`${members.length === 0 ? '{' : ','}"${name}":`, value)
  }
  if (metrics) add('metrics', JSON.stringify(metricsOf(times)))
  if (result !== undefined) add('result', result)
  if (input === undefined && task.input.in === 'member') add('warning', JSON.stringify(inputMissing))
  const body = members.length === 0 ? encode('{}\n') : join([...members, '}\n'])
  return { status: 200, body: pretty ? prettyBytes(body) : body }
}

const inputMissing = { code: 'api_usage_warning', message: "'input' key missing from the request" }

function metricsOf({ started, ready, ended }: Times) {
  return {
    timer_rego_input_parse_ns: nanoseconds(ready - started),
    timer_rego_query_eval_ns: nanoseconds(ended - ready),
    timer_server_handler_ns: nanoseconds(ended - started),
  }
}

function nanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6)
}

/** The reply is the value itself. */
function answerV0({ path, wants }: DataTask, result: Result, documents: Documents): Answer {
  if (result === undefined) {
    const what = documents.has(path) ? 'undefined' : 'missing'
    return errorAnswer(404, 'undefined_document', `document ${what}: ${['data', ...path].join('.')}`)
  }
  const body = join([result, '\n'])
  return { status: 200, body: wants.pretty ? prettyBytes(body) : body }
}

function failed({ reason, message }: PolicyAbort): Answer {
  const code =
    { abort: 'eval_conflict_error', builtin: 'eval_builtin_error' }[reason as string] ?? 'eval_internal_error'
  return errorAnswer(500, 'internal_error', 'error(s) occurred while evaluating query', [{ code, message }])
}

/** The body of OPA's errors, indented as OPA does it. */
export function errorAnswer(status: number, code: string, message: string, errors?: readonly object[]): Answer {
  const body = JSON.stringify({ code, message, ...(errors ? { errors } : {}) }, null, 2)
  return { status, body: encode(`${body}\n`) }
}

function prettyBytes(body: Uint8Array): Uint8Array {
  return encode(`${indented(new TextDecoder().decode(body).trim())}\n`)
}

function join(parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
