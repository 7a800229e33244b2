import { adapters } from '../../adapters/all.ts'
import { withClaims } from '../../adapters/claims.ts'
import { defaultLimits } from '../../adapters/sources/limits.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { Environment } from '../../engine/configuration/configuration.ts'
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
  readonly settings: Pick<Settings, 'failOn' | 'unknown'>
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
  const settings = settingsOf(environment, admitter.admissions.settings, admitter.today)
  const report = await judge(request, environment, settings, admitter)
  // That a policy failed is said with 200: the input was read, and what the others found stands.
  const isUnread = report.diagnostics.some(({ code, severity }) => severity === 'error' && code !== 'POLICY_FAILED')
  return {
    status: isUnread ? 422 : 200,
    admission: {
      allowed: report.decision === 'allow',
      ...report,
      settings: { failOn: settings.failOn, unknown: settings.unknown },
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

function settingsOf(environment: Environment, defaults: AdmissionSettings['settings'], now: string): Settings {
  const { failOn, unknown, only, skip } = environment
  return {
    only: only ?? defaults.only,
    skip: skip ?? defaults.skip,
    failOn: failOn ?? defaults.failOn,
    unknown: unknown ?? defaults.unknown,
    now,
  }
}
