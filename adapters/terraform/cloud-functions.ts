import { partsOf, renderText } from '../../model/text.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { keptInSecret, unknownFor } from './cloud-values.ts'
import { linkOf } from './words.ts'

/** An annotation of a Cloud Run service, whose name holds slashes. */
export function annotation(name: string): Source {
  return (scope) => {
    const annotations = at('metadata/0/annotations')(scope)
    if (annotations.type !== 'map') return annotations
    const entry = annotations.entries.get(name)
    if (entry) return entry.value
    return annotations.open ? unknownFor(annotations, annotations.open) : plain(null, annotations.at)
  }
}

/** Variables of containers: a list of `{name, value}`, or `{name, value_source}` for what is kept in a secret. */
export function variablesOf(containers: string): Source {
  return (scope) => {
    const found = at(containers, [])(scope)
    if (found.type !== 'list') return found
    const entries = new Map<string, Entry>()
    let open = found.open
    for (const container of found.items) {
      const variables = entryOf(container, 'env')?.value
      if (container.type === 'unknown') open ??= container.cause
      if (variables?.type === 'unknown') open ??= variables.cause
      if (variables?.type !== 'list') continue
      open ??= variables.open
      for (const variable of variables.items) addVariable(entries, variable)
    }
    return { type: 'map', entries, at: found.at, ...(open ? { open } : {}) }
  }
}

function addVariable(entries: Map<string, Entry>, variable: Value): void {
  const name = entryOf(variable, 'name')
  const value = entryOf(variable, 'value')
  if (name?.value.type !== 'scalar') return
  const isStored = !value || isNull(value.value)
  const place = value?.key ?? name.key
  entries.set(String(name.value.value), { key: place, value: isStored ? keptInSecret(variable) : value.value })
}

/**
 * Whether a service account is one of those that the provider makes for a project, by the end of its address.
 * Source: Google Cloud IAM, "Service account types".
 */
export function accountIdentity(path: string): Source {
  return (scope) => {
    const account = at(path)(scope)
    if (isNull(account) || (account.type === 'scalar' && account.value === '')) return plain('default', account.at)
    const reference = linkOf(account) ?? account
    if (reference.type === 'reference') return plain('own', account.at)
    const last = partsOf(account)?.at(-1)
    if (typeof last !== 'string') {
      const isDefault = /google_(?:compute|app_engine)_default_service_account\./.test(renderText(account))
      return isDefault ? plain('default', account.at) : account
    }
    return plain(DEFAULT_ACCOUNT.test(last) ? 'default' : 'own', account.at)
  }
}

const DEFAULT_ACCOUNT = /-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/
