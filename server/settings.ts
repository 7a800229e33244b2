import { parseSize } from '../adapters/sources/limits.ts'
import type { Configuration, ServerSettings } from '../engine/configuration/configuration.ts'
import { nearest } from '../model/nearest.ts'
import type { Policy } from '../model/policy.ts'
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
  const { failOn = 'medium', unknown = 'note', only = [], skip = [] } = configuration
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
      settings: { failOn, unknown, only, skip },
      environments: server.environments ?? {},
      fileLimit: server.fileLimit ?? 10_000,
    },
  }
}

/** Policies and practices in the settings that there are none of: one sentence each. */
export function unknownPolicies(configuration: Configuration, policies: readonly Policy[]): readonly string[] {
  const known = policies.flatMap(({ id, practice }) => [id, practice])
  const places = [
    ['', configuration] as const,
    ...Object.entries(configuration.server?.environments ?? {}).map(
      ([name, environment]) => [`server.environments.${name}.`, environment] as const,
    ),
  ]
  return places.flatMap(([place, { only = [], skip = [] }]) =>
    Object.entries({ only, skip }).flatMap(([list, names]) =>
      names
        .filter((name) => !known.includes(name))
        .map((name) => {
          const meant = nearest(name, known)
          const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
          return `${place}${list} names "${name}", and there is no such policy or practice.${hint}`
        }),
    ),
  )
}

const megabyte = 1024 * 1024

function bytes(size: string | undefined, initial: number): number {
  return size === undefined ? initial : (parseSize(size) ?? initial)
}
