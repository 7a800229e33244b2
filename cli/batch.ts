import { type ExitCode, gravest } from './exit-codes.ts'
import type { Host, Screen } from './host.ts'

/** The commands that take `--batch`, and under which name each answers. */
const answers = { check: 'report', model: 'model', expand: 'template' } as const
type BatchCommand = keyof typeof answers

export const batchHelp = 'read one JSON object a line on standard input, and answer one a line'

/** Whether a command line asks for the batch form of its command. */
export function isBatch(args: readonly string[]): boolean {
  return args.includes('--batch') && !args.includes('--help') && !args.includes('-h') && commandOf(args) !== undefined
}

/**
 * Answers requests line by line in one process: each is one run of the command, with the request's fields echoed beside
 * `report`, `model` or `template`, `error` where nothing could be read, `crash` where portcullis itself failed. What
 * one request does never stops the rest. 0 if every line was answered, 2 if one was no request.
 */
export async function runBatch(host: Host, run: (host: Host) => Promise<ExitCode>): Promise<ExitCode> {
  const command = commandOf(host.arguments)
  if (command === undefined) return 2
  const shared = host.arguments.filter((argument) => argument !== '--batch')
  let code: ExitCode = 0
  for await (const line of host.standardInputLines()) {
    if (line.trim() === '') continue
    const request = parsed(line)
    const argued = request && argumentsOf(request)
    if (argued === undefined) {
      code = gravest(code, 2)
      host.output.write(`${JSON.stringify({ error: noRequest, line: line.slice(0, 200) })}\n`)
      continue
    }
    const answer = await answerOne(command, [...shared, ...argued], host, run)
    host.output.write(`${JSON.stringify({ ...request, ...answer })}\n`)
  }
  return code
}

const noRequest = 'a request is one JSON object on a line, with "dir" or "file" and what else the command takes'

function commandOf(args: readonly string[]): BatchCommand | undefined {
  const [first = ''] = args
  return Object.hasOwn(answers, first) ? (first as BatchCommand) : undefined
}

interface Request {
  readonly dir?: string
  readonly file?: string
  readonly only?: readonly string[]
  readonly args?: readonly string[]
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly region?: string
  readonly stage?: string
  readonly environment?: string
}

function parsed(line: string): Request | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A request as the arguments that say the same; `undefined` where it names nothing to read. */
function argumentsOf(request: Request): readonly string[] | undefined {
  const path = request.dir ?? request.file
  if (typeof path !== 'string') return undefined
  const args: string[] = isTexts(request.args) ? [...request.args] : []
  if (isTexts(request.only) && request.only.length > 0) args.push('--only', request.only.join(','))
  for (const [name, value] of Object.entries(request.parameters ?? {})) args.push('--parameter', `${name}=${value}`)
  for (const name of ['region', 'stage', 'environment'] as const) {
    const value = request[name]
    if (typeof value === 'string' && value !== '') args.push(`--${name}`, value)
  }
  return [...args, '--', path]
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

async function answerOne(
  command: BatchCommand,
  args: readonly string[],
  host: Host,
  run: (host: Host) => Promise<ExitCode>,
): Promise<object> {
  const output = recorder()
  const errors = recorder()
  const format = command === 'check' ? ['--format', 'json'] : []
  const [name = '', ...rest] = args
  const code = await run({ ...host, arguments: [name, ...format, ...rest], output, errors, isBatch: true })
  if (code === 70) return { crash: errors.text() }
  const printed = output.text()
  return printed === '' ? { error: errors.text().trim() } : { [answers[command]]: JSON.parse(printed) }
}

function recorder(): Screen & { readonly text: () => string } {
  const pieces: string[] = []
  return { write: (text) => pieces.push(text), text: () => pieces.join(''), isTerminal: false, columns: 100 }
}
