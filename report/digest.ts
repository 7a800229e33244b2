import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Report } from '../model/report.ts'
import type { Span } from '../model/source.ts'

/**
 * What a report says, as `sha256:…`: its findings, decision, stacks and diagnostics and the date it was judged by, the
 * same wherever it was judged. The version, bundles and duration do not count.
 *
 * @param now the date of judgement, `2026-11-22`
 * @param root the folder that was checked, absolute or as seen from the working directory
 * @param workingDirectory absolute: what the report's paths start from; needed where it lies below the root
 */
export function reportDigest(report: Report, now: string, root: string, workingDirectory = '/'): string {
  const base = posix.resolve(workingDirectory, root)
  const fromRoot = (path: string) => posix.relative(base, posix.resolve(workingDirectory, path)) || '.'
  // A stack goes by its path.
  const ids = new Map(report.stacks.map(({ id, path }) => [id, id === path ? fromRoot(path) : id]))
  const stackId = (id: string): string => ids.get(id) ?? id
  const subject = {
    now,
    decision: report.decision,
    stacks: sorted(
      report.stacks.map((stack) => ({
        ...stack,
        id: stackId(stack.id),
        path: fromRoot(stack.path),
        files: stack.files.map(fromRoot).sort(),
      })),
    ),
    findings: sorted(
      report.findings.map((finding) => withPaths({ ...finding, stack: stackId(finding.stack) }, fromRoot)),
    ),
    diagnostics: sorted(report.diagnostics.map((diagnostic) => withPaths(diagnostic, fromRoot))),
  }
  return `sha256:${createHash('sha256').update(canonicalJson(subject)).digest('hex')}`
}

/** JSON with sorted keys and nothing between tokens: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const members = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
  return `{${members.join(',')}}`
}

/** The order in which things were found does not count. */
function sorted(values: readonly unknown[]): readonly unknown[] {
  return values
    .map((value) => ({ value, text: canonicalJson(value) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ value }) => value)
}

/** Every span in a value with its file as seen from the root. */
function withPaths(value: unknown, fromRoot: (path: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withPaths(item, fromRoot))
  if (value === null || typeof value !== 'object') return value
  if (isSpan(value)) return { ...value, file: fromRoot(value.file) }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPaths(item, fromRoot)]))
}

function isSpan(value: object): value is Span {
  return 'file' in value && typeof value.file === 'string' && 'startLine' in value && 'endColumn' in value
}
