import { nearest } from '../../model/nearest.ts'
import type { Policy, PolicySettings, Profile } from '../../model/policy.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Path } from './check.ts'
import { parameterProblems } from './parameter.ts'
import { type Practices, PracticesSchema, type ProfileFile, ProfileSchema } from './profile-schema.ts'
import { type PlaceOf, readYaml } from './yaml.ts'

export interface Catalogue {
  readonly practices: Practices
  /** As they are written, by name. */
  readonly files: Readonly<Record<string, ProfileFile>>
  /** As a bundle holds them: of the policies that are built. */
  readonly profiles: Readonly<Record<string, Profile>>
}

/**
 * The profiles that ship, with the practices that policies hold. A name that stands for a policy not yet built is left
 * out; everything that is wrong is told with its place.
 */
export function readProfiles(
  practicesFile: SourceFile,
  profileFiles: readonly SourceFile[],
  policies: readonly Policy[],
): Catalogue | { readonly problems: readonly string[] } {
  const read = readYaml(practicesFile, PracticesSchema)
  const all = profileFiles.map((file) => ({ name: nameOf(file), read: readYaml(file, ProfileSchema) }))
  const broken = [read, ...all.map((one) => one.read)].flatMap((one) => ('problems' in one ? one.problems : []))
  if ('problems' in read || broken.length > 0) return { problems: broken }
  const practices = read.value
  const sources = new Map(all.flatMap(({ name, read: one }) => ('problems' in one ? [] : [[name, one] as const])))
  const files = Object.fromEntries([...sources].map(([name, { value }]) => [name, value]))
  const known = { practices, policies, files }
  const problems = [...sources].flatMap(([name, source]) => profileProblems(name, source.value, source.placeOf, known))
  if (problems.length > 0) return { problems }
  const profiles = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, flat(file, known)]))
  return { practices, files, profiles }
}

function nameOf({ path }: SourceFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
}

interface Known {
  readonly practices: Practices
  readonly policies: readonly Policy[]
  readonly files: Readonly<Record<string, ProfileFile>>
}

function profileProblems(name: string, file: ProfileFile, placeOf: PlaceOf, known: Known): readonly string[] {
  const ids = [...idsIn(known.practices), ...known.policies.map(({ id }) => id)]
  const all = new Set([...ids, ...Object.keys(known.practices)])
  const say = (path: readonly (string | number)[], message: string): string => {
    const { file: where, startLine, startColumn } = placeOf(path)
    return `${where}:${startLine}:${startColumn}: ${message}`
  }
  const unknown = (what: string, path: readonly (string | number)[]): readonly string[] => {
    if (all.has(what)) return []
    const meant = nearest(what, all)
    return [
      say(path, `there is no policy or practice "${what}".${meant === undefined ? '' : ` Did you mean ${meant}?`}`),
    ]
  }
  const lists = (['on', 'off'] as const).flatMap((list) =>
    (file[list] ?? []).flatMap((one, index) => unknown(one, [list, index])),
  )
  const asked = (file.practices ?? []).flatMap(({ policies }, practice) =>
    policies.flatMap((one, index) => unknown(one, ['practices', practice, 'policies', index])),
  )
  const settings = Object.entries(file.settings ?? {}).flatMap(([id, said]) =>
    ids.includes(id)
      ? settingProblems(id, said as PolicySettings, known.policies).map(({ path, message }) =>
          say(['settings', id, 'parameters', ...path], message),
        )
      : [say(['settings', id], `there is no policy "${id}".`)],
  )
  return [...extending(name, known.files, say), ...lists, ...asked, ...settings]
}

function idsIn(practices: Practices): readonly string[] {
  return Object.entries(practices).flatMap(([practice, { policies }]) => policies.map((name) => `${practice}/${name}`))
}

function extending(
  name: string,
  files: Known['files'],
  say: (path: readonly string[], message: string) => string,
): readonly string[] {
  const met = new Set<string>()
  for (let at: string | undefined = name; at !== undefined; at = files[at]?.extends) {
    if (!Object.hasOwn(files, at)) return [say(['extends'], `there is no profile "${at}".`)]
    if (met.has(at)) return [say(['extends'], `the profile extends itself.`)]
    met.add(at)
  }
  return []
}

function settingProblems(
  id: string,
  { parameters = {} }: PolicySettings,
  policies: readonly Policy[],
): readonly { readonly path: Path; readonly message: string }[] {
  const policy = policies.find((one) => one.id === id)
  if (policy === undefined) return []
  return Object.entries(parameters).flatMap(([key, value]) => {
    const parameter = Object.hasOwn(policy.parameters, key) ? policy.parameters[key] : undefined
    if (parameter === undefined) return [{ path: [key], message: `${id}: ${key} is no parameter of it.` }]
    return parameterProblems(value, parameter, `${id}: ${key}`).map(({ path, message }) => ({
      path: [key, ...path],
      message,
    }))
  })
}

/** With what it extends, as ids of policies that are built. */
function flat(file: ProfileFile, known: Known): Profile {
  const chain = [file]
  for (let next = file.extends; next !== undefined; next = chain[0]?.extends) {
    const base = known.files[next]
    if (base) chain.unshift(base)
  }
  const on = new Set<string>()
  for (const one of chain) {
    const { on: named = [], off = [], practices = [] } = one
    const added = [...named, ...practices.flatMap(({ policies }) => policies)]
    const usual = one.extends === undefined && added.length === 0
    for (const { id } of usual ? known.policies : known.policies.filter((policy) => stands(policy, added, known)))
      on.add(id)
    for (const { id } of known.policies.filter(({ id, practice }) => off.includes(id) || off.includes(practice)))
      on.delete(id)
  }
  const policies = known.policies.map(({ id }) => id).filter((id) => on.has(id))
  const settings = Object.assign({}, ...chain.map((one) => one.settings)) as Readonly<Record<string, PolicySettings>>
  return {
    title: file.title,
    description: file.description.trim(),
    policies,
    settings: Object.fromEntries(Object.entries(settings).filter(([id]) => policies.includes(id))),
  }
}

/** Named itself, or one of a named practice that the default has on. */
function stands({ id, practice }: Policy, named: readonly string[], { files }: Known): boolean {
  return named.includes(id) || (named.includes(practice) && !(files.default?.off ?? []).includes(id))
}
