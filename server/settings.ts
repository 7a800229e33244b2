import { parseSize } from '../adapters/sources/limits.ts'
import type { Configuration, Judging, ServerSettings } from '../engine/configuration/configuration.ts'
import type { AdmissionSettings } from './pool/tasks.ts'

/** All that the server is started with; sizes in bytes, times in milliseconds. */
export interface ResolvedSettings {
  readonly host: string
  readonly port: number
  readonly threads: number
  readonly timeLimitMs: number
  readonly memoryMb: number
  readonly bodyLimit: number
  readonly waitingLimit: number
  readonly logLevel: NonNullable<ServerSettings['logLevel']>
  readonly admissions: AdmissionSettings
}

/** What later sources say replaces what earlier ones do: the file, the environment, the command line. */
export function resolveSettings(
  configuration: Configuration,
  replacing: readonly ServerSettings[],
  processors: number,
): ResolvedSettings {
  const server: ServerSettings = Object.assign({}, configuration.server, ...replacing)
  const { profile, failOn, unknown, only, skip, settings } = configuration
  return {
    host: server.host ?? '127.0.0.1',
    port: server.port ?? 8181,
    threads: server.threads ?? processors,
    timeLimitMs: (server.timeLimit ?? 30) * 1000,
    memoryMb: Math.max(64, Math.floor(bytes(server.memoryLimit, 1024 * megabyte) / megabyte)),
    bodyLimit: bytes(server.bodyLimit, 20 * megabyte),
    waitingLimit: server.waitingLimit ?? 1000,
    logLevel: server.logLevel ?? 'info',
    admissions: {
      judging: given({ profile, failOn, unknown, only, skip, settings }),
      environments: server.environments ?? {},
      fileLimit: server.fileLimit ?? 10_000,
    },
  }
}

const megabyte = 1024 * 1024

function bytes(size: string | undefined, initial: number): number {
  return size === undefined ? initial : (parseSize(size) ?? initial)
}

/** Without what is not said. */
function given(said: { readonly [Name in keyof Judging]: Judging[Name] | undefined }): Judging {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}
