import { type ExposureLevel, exposureLevels } from '../../model/map.ts'

/** The widest level of callers that gets through: surely, and possibly. */
export interface Gate {
  readonly sure: number
  readonly possible: number
  readonly why: string | null
}

/** How wide a level is: 0 is private, 3 public. */
export function width(level: ExposureLevel): number {
  return exposureLevels.length - 1 - exposureLevels.indexOf(level)
}

export function levelOf(width: number): ExposureLevel {
  return exposureLevels[exposureLevels.length - 1 - width] ?? 'private'
}

export function gate(level: ExposureLevel): Gate {
  return { sure: width(level), possible: width(level), why: null }
}

/** Surely one level; perhaps a wider one. */
export function openGate(sure: ExposureLevel, possible: ExposureLevel, why: string): Gate {
  return { sure: width(sure), possible: width(possible), why }
}

export const closed: Gate = gate('private')
export const wide: Gate = gate('public')

/** The narrower of two, for what has to pass both. */
export function both(one: Gate, other: Gate): Gate {
  const sure = Math.min(one.sure, other.sure)
  const possible = Math.min(one.possible, other.possible)
  return { sure, possible, why: sure === possible ? null : (one.why ?? other.why) }
}
