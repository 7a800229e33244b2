import type { Policy } from '../../model/policy.ts'
import type { SourceFile } from '../../model/source.ts'
import type { PolicyProblem } from './policy-problems.ts'

export interface Placed {
  /** The names of the folder that a file lies in and of the one around it: `practice/policy`. */
  readonly place: string
}

/** The names that practices and policies may have: they are folders, parts of a package and parts of an id. */
export const policyName = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

/**
 * Modules whose package does not say where they lie, that would be in the place of ours, or whose id is taken. With a
 * fatal one, compiling would only say the same in other words.
 */
export function placeProblems(
  modules: readonly (SourceFile & Placed)[],
  taken: readonly { readonly policy: Policy; readonly bundle: string }[],
): readonly (PolicyProblem & { readonly fatal?: true })[] {
  const seen = new Map<string, string>()
  return modules.flatMap((module) => {
    const { name, line } = packageOf(module.text)
    const complain = (message: string) => ({ message, file: module.path, line, column: 1 })
    if (name === 'main' || /^lib(\.|$)/.test(name)) {
      return [
        { ...complain(`the package ${name} is portcullis's own; give yours a name of its own`), fatal: true as const },
      ]
    }
    const id = idOf(name)
    if (name === '' || (!isPolicy(module) && id === undefined)) return []
    const problem = misplaced(module, name)
    if (problem !== undefined) return [complain(problem)]
    if (id === undefined) return []
    const other = taken.find(({ policy }) => policy.id === id)
    if (other) {
      const where = other.bundle === 'builtin' ? 'built in' : `in ${other.policy.file} already`
      return [complain(`the policy ${id} is ${where}; give this one another name`)]
    }
    const before = seen.get(id)
    if (isPolicy(module)) seen.set(id, module.path)
    return isPolicy(module) && before ? [complain(`the policy ${id} is in ${before} already`)] : []
  })
}

function isPolicy({ path }: SourceFile): boolean {
  return path === 'policy.rego' || path.endsWith('/policy.rego')
}

/** `acme/has_owner` of `policies.acme.has_owner`. */
function idOf(name: string): string | undefined {
  const [root, practice, policy, ...rest] = name.split('.')
  return root === 'policies' && practice && policy && rest.length === 0 ? `${practice}/${policy}` : undefined
}

function misplaced({ place }: Placed, name: string): string | undefined {
  const [practice = '', policy = ''] = place.split('/')
  const odd = [practice, policy].find((part) => !policyName.test(part))
  if (odd !== undefined) {
    return `the folder "${odd}" cannot be part of a policy's id: use small letters, digits and underscores, beginning with a letter`
  }
  const wanted = `policies.${practice}.${policy}`
  return name === wanted
    ? undefined
    : `the file lies in ${place}, so it begins with "package ${wanted}", not "package ${name}"`
}

/** As the file declares it; what does not parse is left to the compiler. */
function packageOf(text: string): { readonly name: string; readonly line: number } {
  const lines = text.split('\n')
  const index = lines.findIndex((line) => /^\s*package\s/.test(line))
  const [, name = ''] = /^\s*package\s+([^\s#]+)/.exec(lines[index] ?? '') ?? []
  return { name, line: Math.max(index, 0) + 1 }
}
