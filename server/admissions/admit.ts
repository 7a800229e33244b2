import { adapters } from '../../adapters/all.ts'
import { withClaims } from '../../adapters/claims.ts'
import { defaultLimits } from '../../adapters/sources/limits.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { Environment } from '../../engine/configuration/configuration.ts'
import { settle, usualProfile } from '../../engine/configuration/settle.ts'
import type { EvaluationLimits } from '../../engine/evaluate/limits.ts'
import { scan } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Report } from '../../model/report.ts'
import type { AdmissionSettings } from '../pool/tasks.ts'
import { openPosted } from './files.ts'
import { environmentOf, givenOf } from './given.ts'
import { withPlan } from './plan.ts'
import { type AdmissionRequest, RequestError, readRequest } from './request.ts'

export interface Admitter {
  readonly bundles: readonly Bundle[]
  readonly admissions: AdmissionSettings
  readonly limits: EvaluationLimits
  readonly version: string
  /** `2026-11-22` */
  readonly today: string
  /** Milliseconds, for the duration only. */
  readonly clock: () => number
}

/** What is answered to a deployment that asks for admission. */
export type Admission = Report & {
  readonly allowed: boolean
  /** What the environment decides by. */
  readonly settings: Pick<Settings, 'failOn' | 'unknown' | 'profile' | 'policies'>
}

/**
 * Judges what was posted. 200: judged; 422: not all of it could be read, which is never allowed. Throws
 * `RequestError` where there is nothing to judge.
 */
export async function admit(
  body: Uint8Array,
  admitter: Admitter,
): Promise<{ status: 200 | 422; admission: Admission }> {
  const read = readRequest(body)
  const request = { ...read, input: withPlan(body, read.input) }
  const environment = environmentOf(request, admitter.admissions)
  const layers = [admitter.admissions.judging, environment].map((judging) => ({ judging }))
  const settings = settle(
    layers,
    admitter.bundles.map(({ manifest }) => manifest),
    admitter.today,
  )
  const { roles } = admitter.admissions
  const report = await judge(request, environment, { ...settings, ...(roles ? { roles } : {}) }, admitter)
  // That a policy failed is said with 200: the input was read, and what the others found stands.
  const isUnread = report.diagnostics.some(({ code, severity }) => severity === 'error' && code !== 'POLICY_FAILED')
  return {
    status: isUnread ? 422 : 200,
    admission: {
      allowed: report.decision === 'allow',
      ...report,
      settings: decidingBy(settings),
    },
  }
}

async function judge(
  request: AdmissionRequest,
  environment: Environment,
  settings: Settings,
  admitter: Admitter,
): Promise<Report> {
  const { files, named, beside } = request.input
  if (files === undefined) {
    throw new RequestError(400, 'input needs files: texts by path; or a plan.')
  }
  const found = openPosted({ files, named, beside }, admitter.admissions.fileLimit, defaultLimits)
  const given = givenOf(request, environment, found.sources.read)
  const { bundles, limits, version, clock } = admitter
  return scan(found.sources, given, {
    adapters: withClaims(adapters, found),
    bundles,
    settings,
    limits,
    version,
    clock,
    diagnostics: found.diagnostics,
  })
}

/** Of what single policies are judged by only what the decision takes: parameters are not the caller's. */
function decidingBy({ failOn, unknown, profile = usualProfile, policies = {} }: Settings): Admission['settings'] {
  const deciding = Object.entries(policies).flatMap(([id, said]) =>
    said.unknown === undefined ? [] : [[id, { unknown: said.unknown }] as const],
  )
  return { failOn, unknown, profile, ...(deciding.length > 0 ? { policies: Object.fromEntries(deciding) } : {}) }
}
