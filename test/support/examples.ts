import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface Example {
  /** `function_roles/shared_role`. */
  readonly policy: string
  readonly name: string
  readonly format: 'cloudformation' | 'sam' | 'terraform'
  /** What the name promises. */
  readonly verdict: 'fail' | 'pass' | 'unknown'
  readonly files: Readonly<Record<string, string>>
  readonly markers: readonly Marker[]
}

/** `# finding: environment/TOKEN/secret` at the end of a line: a finding must point there, citing this first. */
export interface Marker {
  readonly file: string
  readonly line: number
  readonly path: string
}

/** Every example of every policy, found by its place: policies/<practice>/<policy>/examples/<verdict>… */
export function findExamples(): readonly Example[] {
  return readdirSync('policies', { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/[^/]+\/examples\/[^/]+$/.test(path))
    .sort()
    .map(readExample)
}

function readExample(path: string): Example {
  const [practice = '', policy = '', , name = ''] = path.split('/')
  const files = readFiles(join('policies', path), `policies/${path}`)
  const verdict = (['fail', 'pass', 'unknown'] as const).find((word) => name.startsWith(word))
  if (!verdict) throw new Error(`policies/${path}: an example's name begins with fail, pass or unknown`)
  return { policy: `${practice}/${policy}`, name, format: formatOf(name), verdict, files, markers: markersIn(files) }
}

function formatOf(name: string): Example['format'] {
  if (/\.sam\.(yaml|json)$/.test(name)) return 'sam'
  return /\.cfn\.(yaml|json)$/.test(name) ? 'cloudformation' : 'terraform'
}

function readFiles(path: string, shown: string): Readonly<Record<string, string>> {
  if (statSync(path).isFile()) {
    // Terraform reads folders, so a single file is one in a folder of its own.
    const target = path.endsWith('.tf') ? `${shown}/main.tf` : shown
    return { [target]: readFileSync(path, 'utf8') }
  }
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  )
  return Object.fromEntries(
    inside.map((name) => [`${shown}/${relative('.', name)}`, readFileSync(join(path, name), 'utf8')]),
  )
}

function markersIn(files: Readonly<Record<string, string>>): readonly Marker[] {
  return Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      const [, path] = /(?:#|\/\/) finding: (\S+)/.exec(line) ?? []
      return path === undefined ? [] : [{ file, line: index + 1, path }]
    }),
  )
}
