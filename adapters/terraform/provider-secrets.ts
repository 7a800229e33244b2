import type { MapValue, Reference, Scalar, Value } from '../../model/value.ts'
import { markSensitive } from './resolve/marks.ts'

/** The properties of a resource with those marked that its provider holds for sensitive, where nothing in the file says so. */
export function withProviderSecrets<Properties extends Value>(type: string, properties: Properties): Properties {
  const paths = sensitive.get(type) ?? []
  return paths.reduce((value, path) => marked(value, path.split('/')) as Properties, properties)
}

/**
 * The same for values of a plan or state: what is hidden there was given or made up, and no author wrote it, unless the
 * configuration says so (`writtenHere`).
 */
export function withKnownSecrets(type: string, values: MapValue): MapValue {
  const marked = withScalars(withProviderSecrets(type, values), known)
  return marked.type === 'map' ? marked : values
}

/** A planned value that the configuration holds as a constant: it came no way at all. */
export function writtenHere(value: Value): Value {
  return withScalars(value, (scalar) =>
    typeof scalar.value === 'string' && !scalar.via ? { ...scalar, via: [] } : scalar,
  )
}

function withScalars(value: Value, change: (value: Scalar) => Scalar): Value {
  switch (value.type) {
    case 'scalar':
      return change(value)
    case 'list': {
      const items = value.items.map((item) => withScalars(item, change))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: withScalars(entry.value, change) }] as const,
      )
      const isSame = entries.every(([key, entry]) => entry.value === value.entries.get(key)?.value)
      return isSame ? value : { ...value, entries: new Map(entries) }
    }
    case 'json': {
      const inner = withScalars(value.value, change)
      return inner === value.value ? value : { ...value, value: inner }
    }
    default:
      return value
  }
}

function known(value: Scalar): Scalar {
  return value.sensitive && !value.via ? { ...value, via: [{ reason: 'plan', location: value.at }] } : value
}

/** Whether an attribute of a resource is a secret that the provider keeps or makes up. */
export function secretOrigin(type: string, attribute: string): Reference['origin'] {
  if (!sensitive.get(type)?.includes(attribute)) return undefined
  if (type === 'aws_iam_access_key' && attribute === 'secret') return 'access_key'
  return type === 'aws_ssm_parameter' ? 'ssm_parameter' : 'secret'
}

/** What is put together of several pieces keeps them: they tell where it comes from. */
function marked(value: Value, [key, ...rest]: readonly string[]): Value {
  if (value.type === 'list') return { ...value, items: value.items.map((item) => marked(item, toList(key, rest))) }
  if (value.type === 'choice') {
    const path = toList(key, rest)
    return {
      ...value,
      then: value.then && marked(value.then, path),
      otherwise: value.otherwise && marked(value.otherwise, path),
    }
  }
  if (key === undefined) return isLiteral(value) ? markSensitive(value) : value
  const entry = value.type === 'map' ? value.entries.get(key) : undefined
  if (value.type !== 'map' || !entry) return value
  return { ...value, entries: new Map(value.entries).set(key, { ...entry, value: marked(entry.value, rest) }) }
}

function toList(key: string | undefined, rest: readonly string[]): readonly string[] {
  return key === undefined ? [] : [key, ...rest]
}

function isLiteral(value: Value): boolean {
  return value.type === 'map' || value.type === 'json' || (value.type === 'scalar' && value.value !== null)
}

/**
 * By type, the paths of what is sensitive; elements of lists on the way are left out. Sources: the argument and attribute
 * references of the Terraform providers aws, random, tls and local.
 */
const sensitive: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    aws_amplify_app: ['access_token', 'basic_auth_credentials', 'oauth_token'],
    aws_amplify_branch: ['basic_auth_credentials'],
    aws_api_gateway_api_key: ['value'],
    aws_appsync_api_key: ['key'],
    aws_cloudwatch_event_connection: [
      'auth_parameters/api_key/value',
      'auth_parameters/basic/password',
      'auth_parameters/oauth/client_parameters/client_secret',
      'auth_parameters/oauth/oauth_http_parameters/body/value',
      'auth_parameters/oauth/oauth_http_parameters/header/value',
      'auth_parameters/oauth/oauth_http_parameters/query_string/value',
      'auth_parameters/invocation_http_parameters/body/value',
      'auth_parameters/invocation_http_parameters/header/value',
      'auth_parameters/invocation_http_parameters/query_string/value',
    ],
    aws_codebuild_source_credential: ['token'],
    aws_codepipeline_webhook: ['authentication_configuration/secret_token'],
    aws_cognito_identity_provider: ['provider_details/client_secret'],
    aws_cognito_user: ['password', 'temporary_password'],
    aws_cognito_user_pool_client: ['client_secret'],
    aws_db_instance: ['password'],
    aws_directory_service_directory: ['password'],
    aws_dms_endpoint: ['password'],
    aws_docdb_cluster: ['master_password'],
    aws_elasticache_replication_group: ['auth_token'],
    aws_elasticache_user: ['passwords', 'authentication_mode/passwords'],
    aws_iam_access_key: ['secret', 'ses_smtp_password_v4'],
    aws_iam_service_specific_credential: ['service_password'],
    aws_iam_user_login_profile: ['password'],
    aws_memorydb_user: ['authentication_mode/passwords'],
    aws_mq_broker: ['user/password'],
    aws_neptune_cluster: ['master_password'],
    aws_opensearch_domain: ['advanced_security_options/master_user_options/master_user_password'],
    aws_rds_cluster: ['master_password'],
    aws_redshift_cluster: ['master_password'],
    aws_redshiftserverless_namespace: ['admin_user_password'],
    aws_secretsmanager_random_password: ['random_password'],
    aws_secretsmanager_secret_version: ['secret_string', 'secret_binary'],
    aws_ssm_parameter: ['value'],
    local_sensitive_file: ['content', 'content_base64'],
    random_bytes: ['base64', 'hex'],
    random_password: ['result', 'bcrypt_hash'],
    tls_private_key: ['private_key_pem', 'private_key_openssh', 'private_key_pem_pkcs8'],
  }),
)
