import { nearest } from '../../model/nearest.ts'
import type { Manifest, Policy } from '../../model/policy.ts'
import type { Path } from './check.ts'
import type { PlaceOf } from './configuration.ts'
import { parameterProblems } from './parameter.ts'
import type { Configuration, Judging } from './schema.ts'
import { profilesIn } from './settle.ts'

/**
 * What settings name that there is not among the policies: profiles, policies, practices, parameters; and values that
 * their parameters do not take. One sentence each, `portcullis.yaml:3:5: …`.
 */
export function namesProblems(
  configuration: Configuration,
  placeOf: PlaceOf,
  manifests: readonly Manifest[],
): readonly string[] {
  const known = { policies: manifests.flatMap(({ policies }) => policies), profiles: profilesIn(manifests) }
  const sections: readonly (readonly [readonly string[], Judging])[] = [
    [[], configuration],
    ...Object.entries(configuration.server?.environments ?? {}).map(
      ([name, environment]) => [['server', 'environments', name], environment] as const,
    ),
  ]
  return sections
    .flatMap(([path, judging]) =>
      problemsOf(judging, known).map(({ at, isValue, message }) => {
        const where = path.length === 0 ? '' : `${path.join('.')}.`
        return { at: placeOf([...path, ...at], isValue ? 'value' : undefined), message: `${where}${message}` }
      }),
    )
    .sort(({ at: left }, { at: right }) => left.startLine - right.startLine || left.startColumn - right.startColumn)
    .map(({ at, message }) => `${at.file}:${at.startLine}:${at.startColumn}: ${message}`)
}

/** There is no such policy or practice; with what was probably meant. */
export function unknownName(name: string, policies: readonly Policy[]): string {
  const known = policies.flatMap(({ id, practice }) => [id, practice])
  // A policy is often called by the last part of its id.
  const short = policies.find(({ id }) => id.endsWith(`/${name}`))
  const meant = short?.id ?? nearest(name, known)
  return `"${name}", and there is no such policy or practice.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
}

/** There is no such profile; with what was probably meant, or all there are. */
export function unknownProfile(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  const hint = meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean ${meant}?`
  return `"${name}", and there is no such profile. ${hint}`
}

interface Known {
  readonly policies: readonly Policy[]
  readonly profiles: NonNullable<Manifest['profiles']>
}

interface Placed {
  readonly at: Path
  /** What stands there is wrong, not its name. */
  readonly isValue?: boolean
  readonly message: string
}

function problemsOf({ profile, only = [], skip = [], settings = {} }: Judging, known: Known): readonly Placed[] {
  const { policies } = known
  const isKnown = (name: string): boolean => policies.some(({ id, practice }) => id === name || practice === name)
  const lists = Object.entries({ only, skip }).flatMap(([list, names]) =>
    names.flatMap((name, index) =>
      isKnown(name) ? [] : [{ at: [list, index], message: `${list} names ${unknownName(name, policies)}` }],
    ),
  )
  const named = Object.entries(settings).flatMap(([name, { parameters = {} }]) => {
    if (!isKnown(name)) return [{ at: ['settings', name], message: `settings names ${unknownName(name, policies)}` }]
    return Object.entries(parameters).flatMap(([key, value]) => inParameter(name, key, value, policies))
  })
  const missing = profile === undefined || Object.hasOwn(known.profiles, profile) ? [] : [profile]
  const profiles = missing.map((name) => ({
    at: ['profile'],
    isValue: true,
    message: `profile names ${unknownProfile(name, Object.keys(known.profiles))}`,
  }))
  return [...profiles, ...lists, ...named]
}

function inParameter(name: string, key: string, value: unknown, policies: readonly Policy[]): readonly Placed[] {
  const at = ['settings', name, 'parameters', key]
  const where = `settings.${name}.parameters`
  const policy = policies.find(({ id }) => id === name)
  if (policy === undefined) {
    const having = policies.filter((one) => one.practice === name && Object.hasOwn(one.parameters, key))
    const hint = having.length === 0 ? '' : ` Set it for ${having.map(({ id }) => id).join(' or ')}.`
    return [{ at, message: `${where} is of a practice, and only a policy has parameters.${hint}` }]
  }
  const parameter = Object.hasOwn(policy.parameters, key) ? policy.parameters[key] : undefined
  if (parameter === undefined) return [{ at, message: `${where} has no "${key}". ${parameterHint(key, policy)}` }]
  return parameterProblems(value, parameter, `${where}.${key}`).map(({ path, isKey, message }) => {
    return { at: [...at, ...path], isValue: isKey !== true, message }
  })
}

function parameterHint(key: string, { parameters, id }: Policy): string {
  const known = Object.keys(parameters)
  const meant = nearest(key, known)
  if (meant !== undefined) return `Did you mean ${meant}?`
  return known.length === 0 ? `${id} has no parameters.` : `There are ${known.join(', ')}.`
}
