import { isUtf8 } from 'node:buffer'
import { adapters } from '../../adapters/all.ts'
import { readStacks } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Report } from '../../model/report.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Host } from '../host.ts'
import type { Inputs } from '../inputs.ts'
import { UsageError } from '../usage.ts'
import { commonFolder, renamed } from './renaming.ts'

/** What a server decided, and what it decided by. */
export interface Decided {
  readonly report: Report
  readonly settings: Pick<Settings, 'failOn' | 'unknown' | 'policies'>
}

/**
 * Lets a server judge what is judged here otherwise: it is sent the files that would be read, and its report speaks of
 * them by the paths they have here. Throws a usage error where it does not answer with a report.
 */
export async function askServer(
  server: string,
  { found, given }: Inputs,
  environment: string | undefined,
  host: Host,
): Promise<Decided> {
  const files = await filesRead(found.sources, given)
  const inputs = new Set(found.sources.files.map(({ path }) => path))
  const variableFiles = given.variableFiles ?? []
  const naming = commonFolder(
    [...files.values(), ...variableFiles].map(({ path }) => path),
    host.cwd,
  )
  const context = {
    ...(environment === undefined ? {} : { environment }),
    ...(given.region === undefined ? {} : { region: given.region }),
    ...(given.account === undefined ? {} : { account: given.account }),
  }
  const body = {
    context,
    parameters: Object.fromEntries(given.parameters),
    variables: Object.fromEntries(given.variables),
    variableFiles: variableFiles.map(({ path }) => naming.there(path)),
    input: {
      files: Object.fromEntries(
        [...files.values(), ...variableFiles].map(({ path, text }) => [naming.there(path), text]),
      ),
      named: found.named.map(naming.there),
      beside: [...files.keys()].filter((path) => !inputs.has(path)).map(naming.there),
      ...(given.input === undefined ? {} : { format: given.input }),
      ...(given.source === undefined
        ? {}
        : { source: given.source === 'none' ? given.source : naming.there(given.source) }),
    },
  }
  const { allowed: _, settings, ...report } = await post(urlOf(server), JSON.stringify(body), host)
  return { report: withOwn(renamed(report, naming), found.diagnostics), settings }
}

/** The inputs and what adapters ask for beside them; to know the latter they are read here too. */
async function filesRead(sources: Inputs['found']['sources'], given: Inputs['given']) {
  const files = new Map(sources.files.map((file) => [file.path, file]))
  const read = (path: string): SourceFile | undefined => {
    const file = sources.read(path)
    if (file) files.set(file.path, file)
    return file
  }
  const bytes = (path: string): Uint8Array | undefined => {
    const found = sources.bytes?.(path)
    if (found && isUtf8(found)) read(path)
    return found
  }
  await readStacks({ ...sources, read, bytes }, given, adapters)
  return files
}

function urlOf(server: string): URL {
  const base = /^https?:\/\//.test(server) ? server : `http://${server}`
  if (!URL.canParse(base)) throw new UsageError(`--server takes a URL like http://127.0.0.1:8181, not "${server}".`)
  return new URL(`${base.replace(/\/$/, '')}/v1/admissions`)
}

type Answer = Report & { readonly allowed: boolean } & Pick<Decided, 'settings'>

async function post(url: URL, body: string, host: Host): Promise<Answer> {
  const { status, text } = await host.post(url, body).catch((problem: unknown) => {
    throw new UsageError(`--server: ${url.origin} does not answer (${reasonOf(problem)}); nothing was judged.`)
  })
  const answer = parse(text)
  if (status === 200 || status === 422) {
    if (answer?.schemaVersion === '1' && answer.settings !== undefined) return answer as unknown as Answer
    throw new UsageError(`--server: ${url.origin} answers, but not as portcullis does; nothing was judged.`)
  }
  const said = typeof answer?.error === 'string' ? answer.error : `it answered ${status}.`
  throw new UsageError(`--server: ${url.origin} judged nothing (${status}): ${said}`)
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

function reasonOf(problem: unknown): string {
  const { cause, message } = problem as { readonly cause?: { readonly code?: string }; readonly message?: string }
  return cause?.code ?? message ?? String(problem)
}

/** With what was said here of files that could not be sent. */
function withOwn(report: Report, own: readonly Diagnostic[]): Report {
  const isBroken = own.some(({ severity }) => severity === 'error')
  return {
    ...report,
    decision: isBroken ? 'error' : report.decision,
    diagnostics: [...own, ...report.diagnostics],
  }
}
