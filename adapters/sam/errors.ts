import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'

/** What the service would refuse to transform. Thrown deep down; caught once per resource. */
export type Invalid = InvalidTemplate | InvalidGlobals | InvalidResource | InvalidEvent | TakenId

/**
 * Something of the template as a whole: `Structure of the SAM template is invalid. …`. It ends the expansion, and nothing
 * else is said.
 */
export class InvalidTemplate extends Error {
  readonly id = ''
  readonly at: Span | null
  constructor(message: string, at: Span | null) {
    super(`Structure of the SAM template is invalid. ${message}`)
    this.at = at
  }
}

/** The `Globals` section: `'Globals' section is invalid. …`. */
export class InvalidGlobals extends Error {
  readonly id = ''
  readonly at: Span | null
  constructor(problem: string, at: Span | null) {
    super(`'Globals' section is invalid. ${problem}`)
    this.at = at
  }
}

/** A resource: `Resource with id [Jobs] is invalid. …`. */
export class InvalidResource extends Error {
  readonly id: string
  readonly at: Span | null
  constructor(id: string, problem: string, at: Span | null) {
    super(`Resource with id [${id}] is invalid. ${problem}`)
    this.id = id
    this.at = at
  }
}

/**
 * An event: `Event with id [Nightly] is invalid. …`. Events of a function come out as
 * `Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. …`; the function's expansion sees to that.
 */
export class InvalidEvent extends Error {
  readonly id: string
  readonly at: Span | null
  constructor(id: string, problem: string, at: Span | null) {
    super(`Event with id [${id}] is invalid. ${problem}`)
    this.id = id
    this.at = at
  }
}

/** A logical id that the author wrote and a resource would make once more. */
export class TakenId extends Error {
  readonly id: string
  readonly at: Span | null
  constructor(id: string, wanted: string, type: string, at: Span | null) {
    super(
      `Transforming resource with id [${id}] attempts to create a new resource with id [${wanted}] and type "${type}". A resource with that id already exists within this template. Please use a different id for that resource.`,
    )
    this.id = id
    this.at = at
  }
}

/** Several at once, where all parts of something are looked at before it is refused. */
export class InvalidSeveral extends Error {
  readonly causes: readonly Invalid[]
  constructor(causes: readonly Invalid[]) {
    super(causes.map(({ message }) => message).join(' '))
    this.causes = causes
  }
}

/** The causes in what was thrown; rethrows what is a defect of ours. */
export function causesOf(thrown: unknown): readonly Invalid[] {
  if (thrown instanceof InvalidSeveral) return thrown.causes
  if (isInvalid(thrown)) return [thrown]
  throw thrown
}

function isInvalid(thrown: unknown): thrown is Invalid {
  return [InvalidTemplate, InvalidGlobals, InvalidResource, InvalidEvent, TakenId].some(
    (kind) => thrown instanceof kind,
  )
}

/** One diagnostic a cause, sorted by logical id as the service sorts them. */
export function diagnose(causes: readonly Invalid[]): readonly Diagnostic[] {
  const once = new Map(causes.map((cause) => [cause.message, cause]))
  return [...once.values()]
    .sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0))
    .map(({ message, at }) => error('SAM_INVALID', message, at))
}

/** The message that the service gives for all of them. */
export function officialMessage(diagnostics: readonly Diagnostic[]): string {
  const causes = diagnostics.filter(({ code }) => code === 'SAM_INVALID').map(({ message }) => message)
  return `Invalid Serverless Application Specification document. Number of errors found: ${causes.length}. ${causes.join(' ')}`
}
