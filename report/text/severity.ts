import { type Severity, severities } from '../../model/policy.ts'
import type { Paint } from './screen.ts'

/** 0 is the gravest. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity)
}

export function paintSeverity(paint: Paint, severity: Severity | 'error' | 'warning', text: string): string {
  switch (severity) {
    case 'critical':
      return paint.bold(paint.magenta(text))
    case 'high':
    case 'error':
      return paint.bold(paint.red(text))
    case 'medium':
    case 'warning':
      return paint.yellow(text)
    case 'low':
      return paint.blue(text)
    case 'info':
      return paint.dim(text)
  }
}
