import type { Resource } from '../../model/resource.ts'
import { partsOf } from '../../model/text.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { mapOf, structured } from '../mapping/document.ts'
import { at, isNull, plain, type Scope, type Source } from '../mapping/source.ts'
import { each } from '../mapping/words.ts'
import { isText, isTrue, keptInSecret, unknownFor } from './cloud-values.ts'
import { asLink, linkOf, referenceOf } from './words.ts'

/** Function apps of Azure, and their slots. */
export const functionApps = [
  'azurerm_linux_function_app',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app_flex_consumption',
] as const

/** What they were before version 3 of the provider. */
export const oldFunctionApps = ['azurerm_function_app', 'azurerm_function_app_slot'] as const

/**
 * What is let through by address. A rule may name addresses, a network or a service; that it names every address is all
 * that is told of it. Source: Azure App Service, "Set up access restrictions".
 */
export const addressRules: Source = each('site_config/0/ip_restriction', {
  action: at('action', 'Allow'),
  everyone: (scope) => {
    const address = at('ip_address')(scope)
    const tag = at('service_tag')(scope)
    const named = isNull(address) ? tag : address
    if (isNull(named)) return plain(false, named.at)
    if (named.type !== 'scalar') return linkOf(named) || named.type === 'reference' ? plain(false, named.at) : named
    return { ...named, value: EVERYONE.has(String(named.value).toLowerCase()) }
  },
})

const EVERYONE = new Set(['0.0.0.0/0', '::/0', 'any', 'internet'])

/**
 * Whether callers are turned away who do not sign in. The settings of version 2 go before those of version 1.
 * Source: Azure App Service, "Authentication and authorization"; Terraform provider azurerm, `auth_settings_v2`.
 */
export const authentication: Source = (scope) => {
  const settings = settingsOf(scope)
  if (settings.type !== 'map') return isNull(settings) ? plain('none', settings.at) : settings
  const inside: Scope = { ...scope, value: settings }
  const enabled = [at('auth_enabled')(inside), at('enabled')(inside)].find((value) => !isNull(value))
  if (!enabled) return plain('none', settings.at)
  if (enabled.type !== 'scalar') return unknownFor(enabled)
  if (!isTrue(enabled)) return { ...enabled, value: 'none' }
  const [action, v1, must] = ['unauthenticated_action', 'unauthenticated_client_action', 'require_authentication'].map(
    (path) => at(path)(inside),
  )
  for (const value of [action, v1, must]) {
    if (value && value.type !== 'scalar') return unknownFor(value)
    if (value && (value.value === 'AllowAnonymous' || String(value.value) === 'false'))
      return { ...value, value: 'optional' }
  }
  return { ...enabled, value: 'required' }
}

function settingsOf(scope: Scope): Value {
  const newer = at('auth_settings_v2/0')(scope)
  return isNull(newer) ? at('auth_settings/0')(scope) : newer
}

/**
 * The HTTP triggers in the configuration of a function, which is JSON: `{"bindings": [{"type": "httpTrigger", …}]}`.
 * Where no level is said a key is asked for. Source: Azure Functions, "Azure Functions HTTP trigger".
 */
export const httpTriggers: Source = (scope) => {
  const written = at('config_json')(scope)
  const config = structured(written)
  if (isNull(config)) return plain([], written.at)
  const bindings = entryOf(config, 'bindings')?.value
  if (config.type !== 'map' || (bindings && bindings.type !== 'list')) return unknownFor(bindings ?? config)
  const found = (bindings?.items ?? []).filter((item) => isText(entryOf(item, 'type')?.value, 'httptrigger'))
  const items = found.map((item) => {
    const level = entryOf(item, 'authLevel')?.value ?? plain('function', item.at)
    const anonymous: Value =
      level.type === 'scalar' ? { ...level, value: isText(level, 'anonymous') } : unknownFor(level)
    const placed = { ...anonymous, at: written.at }
    return mapOf([['name', at('name')(scope)] as const, ['anonymous', placed] as const], written.at)
  })
  return { type: 'list', items, at: written.at }
}

/** The function app that a private endpoint leads to; nothing where it leads to something else. */
export const behindEndpoint: Source = (scope) => {
  const connection = at('private_service_connection/0')(scope)
  const kinds = at('subresource_names')({ ...scope, value: connection })
  if (kinds.type === 'list' && kinds.items.length > 0 && kinds.items.every(isOtherThanSite))
    return plain(null, connection.at)
  const target = asLink(at('private_connection_resource_id')({ ...scope, value: connection }))
  const reference = referenceOf(target)
  const found: Resource | undefined = reference && scope.stack.get(reference.resource)
  if (!reference) return target.type === 'unknown' ? target : plain(null, target.at)
  return found && isFunctionApp(found) ? target : plain(null, target.at)
}

function isOtherThanSite(value: Value): boolean {
  return value.type === 'scalar' && !String(value.value).startsWith('sites')
}

function isFunctionApp({ type }: Resource): boolean {
  return [...functionApps, ...oldFunctionApps].some((one) => one === type)
}

/**
 * Settings of a function app, its connection strings and the key of its storage, which become settings of it. What
 * refers to a key vault is none of the text it is written as. Source: Azure App Service, "Use Key Vault references".
 */
export const appSettings: Source = (scope) => {
  const settings = at('app_settings', {})(scope)
  if (settings.type !== 'map') return settings
  const strings = at('connection_string', [])(scope)
  const entries = new Map(settings.entries)
  for (const one of strings.type === 'list' ? strings.items : []) {
    const name = entryOf(one, 'name')?.value
    const value = entryOf(one, 'value')
    if (name?.type === 'scalar' && value) entries.set(String(name.value), value)
  }
  const key = entryOf(scope.value, 'storage_account_access_key')
  if (key && !isNull(key.value)) entries.set('storage_account_access_key', key)
  const told = [...entries].map(([name, entry]): [string, Entry] => [name, { ...entry, value: setting(entry.value) }])
  return { ...settings, entries: new Map(told) }
}

function setting(value: Value): Value {
  return isVaulted(value) ? keptInSecret(value) : (linkOf(value) ?? value)
}

function isVaulted(value: Value): boolean {
  const [first] = partsOf(value) ?? []
  return typeof first === 'string' && /^\s*@Microsoft\.KeyVault\(/i.test(first)
}

/** Whether a function app has an identity. */
export const appIdentity: Source = (scope) => {
  const block = at('identity/0')(scope)
  return isNull(block) ? plain('none', block.at) : block.type === 'map' ? plain('own', block.at) : block
}

/** The storage of a function app's host, and how it is opened. */
export const appStorage: Source = (scope) => {
  const account = at('storage_account_name')(scope)
  const key = at('storage_account_access_key')(scope)
  const isManaged = at('storage_uses_managed_identity')(scope)
  if (isNull(account) && isNull(key)) return plain(null, account.at)
  const byKey: Value = isNull(key)
    ? plain(false, key.at)
    : isManaged.type === 'unknown'
      ? isManaged
      : plain(!isTrue(isManaged), key.at)
  return mapOf([['account', asLink(account)] as const, ['by_key', byKey] as const], account.at)
}
