import type { Reach } from '../../adapters/sources/open.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { Environment, Judging } from '../../engine/configuration/configuration.ts'
import type { EvaluationLimits } from '../../engine/evaluate/limits.ts'
import type { Scanned } from '../../engine/scan.ts'
import type { Settings } from '../../engine/settings.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'

/** What a worker is started with; modules that are compiled once are shared by all. */
export interface WorkerData {
  readonly bundles: readonly Bundle[]
  /** With an entry point for each package and rule; absent where `/v1/data` is not served. */
  readonly data?: WebAssembly.Module
  readonly limits: EvaluationLimits
  readonly version: string
  readonly admissions?: AdmissionSettings
}

/** How the server judges what is posted to it. */
export interface AdmissionSettings {
  /** What is said for all of them. */
  readonly judging: Judging
  /** By name. Where there are any, a request names one of them. */
  readonly environments: Readonly<Record<string, Environment>>
  /** Most files of one request. */
  readonly fileLimit: number
  /** Roles that are defined elsewhere, by what stacks call them. */
  readonly roles?: Settings['roles']
}

export type Task = AdmissionTask | DataTask | ScanTask

/** What each kind of task gives. */
export type Outcome<T extends Task> = T extends ScanTask ? readonly ScannedPart[] : Answer

/** Files that are judged apart from all others. */
export interface Part {
  readonly path: string
  readonly files: readonly SourceFile[]
}

/** What a scan of one part found. */
export interface ScannedPart extends Scanned {
  readonly path: string
  /** What was said of files that it refers to. */
  readonly said: readonly Diagnostic[]
}

/** Parts, each of which is judged by itself. */
export interface ScanTask {
  readonly type: 'scan'
  readonly parts: readonly Part[]
  /** What may be read beside their files. */
  readonly reach: Reach
  readonly given: Given
  readonly settings: Settings
}

/** A body of `POST /v1/admissions`, as it came. */
export interface AdmissionTask {
  readonly type: 'admission'
  readonly body: Uint8Array
  /** `2026-11-22` */
  readonly today: string
}

/** A query of OPA's Data API. */
export interface DataTask {
  readonly type: 'data'
  /** v0: the body is the input and the reply the value. */
  readonly version: 'v0' | 'v1'
  /** The path below `data`, percent-decoded. */
  readonly path: readonly string[]
  readonly input: DataInput
  readonly wants: { readonly pretty: boolean; readonly metrics: boolean; readonly strict: boolean }
}

/** Where the input is: `{"input": …}`, the body itself, or nowhere. */
export type DataInput =
  | { readonly in: 'member'; readonly body: Uint8Array; readonly yaml: boolean }
  | { readonly in: 'body'; readonly body: Uint8Array; readonly yaml: boolean }
  | { readonly in: 'none' }

/** What is answered over HTTP, ready to be sent. */
export interface Answer {
  readonly status: number
  readonly body: Uint8Array
  /** Of an admission, for the log. */
  readonly decision?: 'allow' | 'deny' | 'error'
}

/** A task on its way to a thread, which writes down when it begins with it. */
export interface Taken<T extends Task = Task> {
  readonly task: T
  /** {@link wallClock} at its beginning, 0 before. */
  readonly begun: Float64Array
}

/** Milliseconds, the same in all threads. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now()
}
