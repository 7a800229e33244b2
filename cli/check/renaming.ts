import { posix } from 'node:path'
import type { Report } from '../../model/report.ts'

/** Between paths from the working directory and paths below a folder that holds them all. */
export interface Renaming {
  readonly there: (path: string) => string
  readonly back: (path: string) => string
}

/** The working directory itself, unless a path leads out of it: then the folder above that is as far up as any goes. */
export function commonFolder(paths: readonly string[], cwd: string): Renaming {
  const up = Math.max(
    0,
    ...paths.map(
      (path) =>
        posix
          .normalize(path)
          .split('/')
          .filter((part) => part === '..').length,
    ),
  )
  const below = up === 0 ? '' : cwd.replaceAll('\\', '/').split('/').slice(-up).join('/')
  return {
    there: (path) => posix.join(below, path),
    back: (path) => posix.relative(`/${below}`, `/${path}`) || '.',
  }
}

/** The report with its paths as they are here. */
export function renamed<T>(report: T & Report, { back }: Renaming): T & Report {
  const ids = new Map(report.stacks.map(({ id, path }) => [id, id === path ? back(id) : id]))
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside)
    if (value === null || typeof value !== 'object') return value
    const entries = Object.entries(value).map(([key, item]) => {
      const isFile = key === 'file' && typeof item === 'string' && 'startLine' in value
      return [key, isFile ? back(item) : inside(item)] as const
    })
    return Object.fromEntries(entries)
  }
  return {
    ...(inside(report) as T & Report),
    stacks: report.stacks.map((stack) => ({
      ...stack,
      id: ids.get(stack.id) ?? stack.id,
      path: back(stack.path),
      files: stack.files.map(back),
    })),
    findings: report.findings.map((finding) => ({
      ...(inside(finding) as typeof finding),
      stack: ids.get(finding.stack) ?? finding.stack,
    })),
  }
}
