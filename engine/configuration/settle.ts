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
  const policies = manifests.flatMap((manifest) => manifest.policies.map((policy) => ({ ...policy, manifest })))
  const isOn = ({ id, manifest }: (typeof policies)[number]): boolean =>
    manifest.profiles === undefined || profile === undefined || profile.policies.includes(id) || named.has(id)
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
    on: policies.filter(isOn).map(({ id }) => id),
    policies: Object.fromEntries(all.filter(([, settings]) => Object.keys(settings).length > 0)),
  }
}

/** Of all bundles, by name. */
export function profilesIn(manifests: readonly Manifest[]): NonNullable<Manifest['profiles']> {
  return Object.assign({}, ...manifests.map(({ profiles }) => profiles))
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
