import { posix } from 'node:path'
import type { Manifest, PolicySettings } from '../../model/policy.ts'
import type { Exclusion, RunSettings, Settings } from '../settings.ts'
import type { PlaceOf } from './configuration.ts'
import type { Judging } from './schema.ts'

/** One of the places that say how is judged. Where it is a file: its folder, and where in it what stands. */
export interface Layer {
  readonly judging: Judging
  readonly folder?: string
  readonly placeOf?: PlaceOf
}

/** The profile of a run where nothing is said. */
export const usualProfile = 'default'

/**
 * How a run judges, from the profile and what is said about it, of which a later word replaces an earlier one; what is
 * said of a policy comes before what is said of its practice, and exclusions add up. Names are known to be right.
 */
export function settle(layers: readonly Layer[], manifests: readonly Manifest[], now: string): Settings {
  const said: Judging = Object.assign({}, ...layers.map(({ judging }) => judging))
  const { profile: name = usualProfile, failOn = 'medium', unknown = 'note', only = [], skip = [] } = said
  const profiles = profilesIn(manifests)
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  const named = new Set(layers.flatMap(({ judging }) => Object.keys(judging.settings ?? {})))
  const policies = manifests.flatMap((manifest) => manifest.policies)
  const on = new Set([...onIn(name, manifests), ...named])
  const all = policies.map(({ id, practice }): readonly [string, RunSettings] => {
    const own = [practice, id].flatMap((key) => layers.flatMap((layer) => settingsIn(layer, key)))
    return [id, own.reduce(over, profile?.settings[id] ?? {})]
  })
  return {
    only,
    skip,
    failOn,
    unknown,
    now,
    profile: name,
    on: policies.map(({ id }) => id).filter((id) => on.has(id)),
    policies: Object.fromEntries(all.filter(([, settings]) => Object.keys(settings).length > 0)),
  }
}

/** Of all bundles, by name. */
export function profilesIn(manifests: readonly Manifest[]): NonNullable<Manifest['profiles']> {
  return Object.assign({}, ...manifests.map(({ profiles }) => profiles))
}

/** Ids of the policies that judge in a profile; those of a bundle without profiles judge in all. */
export function onIn(profile: string, manifests: readonly Manifest[]): readonly string[] {
  const profiles = profilesIn(manifests)
  const named = Object.hasOwn(profiles, profile) ? profiles[profile]?.policies : undefined
  return manifests.flatMap(({ policies, profiles: own }) =>
    policies.map(({ id }) => id).filter((id) => own === undefined || named === undefined || named.includes(id)),
  )
}

/** `off by default, on in strict`; nothing for a policy that is on. */
export function whereOff(id: string, manifests: readonly Manifest[]): string | undefined {
  if (onIn(usualProfile, manifests).includes(id)) return undefined
  const having = Object.keys(profilesIn(manifests)).filter((name) => onIn(name, manifests).includes(id))
  return `off by default${having.length === 0 ? '' : `, on in ${having.join(', ')}`}`
}

function settingsIn({ judging, folder, placeOf }: Layer, key: string): readonly RunSettings[] {
  const { settings = {} } = judging
  const found = Object.hasOwn(settings, key) ? settings[key] : undefined
  if (found === undefined) return []
  const { exclude = [], ...plain } = found
  const exclusions = exclude.map(
    ({ match, reason }, index): Exclusion => ({
      match: { ...match, ...(match.path === undefined ? {} : { path: posix.join(folder ?? '.', match.path) }) },
      reason,
      location: placeOf?.(['settings', key, 'exclude', index]) ?? null,
    }),
  )
  return [{ ...(plain as PolicySettings), ...(exclusions.length > 0 ? { exclude: exclusions } : {}) }]
}

function over(before: RunSettings, after: RunSettings): RunSettings {
  const parameters = { ...before.parameters, ...after.parameters }
  const exclude = [...(before.exclude ?? []), ...(after.exclude ?? [])]
  return {
    ...before,
    ...after,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    ...(exclude.length > 0 ? { exclude } : {}),
  }
}
