import { nearest } from '../../model/nearest.ts'
import { wanted } from '../../model/value-schema.ts'
import { readScalar } from './check.ts'
import { ConfigurationSchema, type ServerSettings } from './schema.ts'

const prefix = 'PORTCULLIS_SERVER_'

/** Settings of the server from environment variables: `PORTCULLIS_SERVER_TIME_LIMIT=10` is `server.timeLimit: 10`. */
export function serverSettingsIn(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: ServerSettings } | { readonly problems: readonly string[] } {
  const settings: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === undefined) continue
    const name = names.get(variable)
    if (name === undefined) {
      const meant = nearest(variable, names.keys())
      problems.push(`${variable} is no setting of the server.${meant === undefined ? '' : ` Did you mean ${meant}?`}`)
      continue
    }
    const schema = scalars[name] ?? {}
    const value = readScalar(text, schema)
    if (value === undefined) problems.push(`${variable} takes ${wanted(schema)}.`)
    else settings[name] = value
  }
  return problems.length > 0 ? { problems } : { settings: settings as ServerSettings }
}

const { environments: _, ...scalars } = ConfigurationSchema.properties.server.properties as Readonly<
  Record<string, object>
>

const names: ReadonlyMap<string, string> = new Map(
  Object.keys(scalars).map((name) => [
    `${prefix}${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
    name,
  ]),
)
