/**
 * What a literal looks like, so that beside the name of a secret it can be told from the secret itself: `DB_PASSWORD` may
 * hold a password, the path of one in a store, or what somebody fills in later.
 */
export const secretForms = [
  'empty',
  'flag',
  'number',
  'placeholder',
  'expression',
  'location',
  'name',
  'words',
  'text',
] as const
export type SecretForm = (typeof secretForms)[number]

/** The form of a literal. `words` may be a passphrase or a name; `text` is neither a name nor anything else known. */
export function formOf(text: string): SecretForm {
  const value = text.trim()
  if (value === '') return 'empty'
  if (value.length > longest) return 'text'
  if (flag.test(value)) return 'flag'
  if (/^[-+]?\d{1,20}(?:\.\d{1,20})?$/.test(value)) return 'number'
  if (expression.test(value)) return 'expression'
  if (locations.some((pattern) => pattern.test(value))) return 'location'
  if (isPlaceholder(value) || fillIn.test(value)) return 'placeholder'
  if (isName(value)) return 'name'
  if (value.length < shortest && /^\w+$/.test(value)) return 'words'
  return /^[A-Za-z]+(?:[-_./ :][A-Za-z]+)*$/.test(value) && !/[a-z][A-Z].*[a-z][A-Z]/.test(value) ? 'words' : 'text'
}

/** A shorter value is a mode, a code, or a bad password. */
const shortest = 6

/** A longer value is a document. */
const longest = 8_192

const flag =
  /^(?:true|false|yes|no|on|off|y|n|null|none|nil|undefined|enabled?|disabled?|required|optional|default|auto|always|never|any|all|inherit|bearer|basic|header|query|cookie|jwt|oauth2?|string|secure_?string)$/i

/** What a program, a template or a service puts in: `${TOKEN}`, `{{token}}`, `$.detail.token`, `$context.authorizer.token`. */
const expression =
  /\uFFFC|\$\{|\{\{|\}\}|#\{|%\{|<%|\$\(|^\$\$?\.|^\$(?:context|input|stageVariables|request|util)\b|^(?:method|integration|context|stageVariables|route)\.(?:request|response|[a-z]+\.)|^States\.|^@Microsoft\.|^\{%/

/** What somebody, or some program, fills in later. */
export function isPlaceholder(text: string): boolean {
  return placeholders.some((pattern) => pattern.test(text))
}

const placeholders: readonly RegExp[] = [
  // ${PASSWORD}, {{resolve:…}}, #{password}, <%= password %>, $(cat password)
  /\$\{|\{\{|\}\}|#\{|%\{|<%|\$\(|…|\.\.\./,
  // <password>, {password}, [password], (password), %PASSWORD%, __PASSWORD__
  /^(?:<.*>|\{.*\}|\[.*\]|\(.*\)\$?|%\w+%|__\w+__)$/,
  // %s, %[1]s, %1$s, %(password)s
  /^%(?:\[\d+\]|\d+\$|\(\w+\))?[-+#0]?\d{0,3}[sdvqr@]$/,
  // $PASSWORD, $1, :password, @password, ?
  /^(?:\$(?:[A-Z_][A-Z0-9_]*|[a-z_]+|\d+)|[:@][A-Za-z_]\w*|\?)$/,
  // PASSWORD, DB_PASSWORD, CHANGE-ME
  /^[A-Z]{1,20}(?:[_-][A-Z]{1,20})*$/,
  /^(?:[*•.#?_-]+|x{3,})$/i,
  /^(?:password|passwd|pwd|pass|secret|(?:your|my|the|db|database|user)[-_]?(?:db[-_]?)?(?:password|passwd|pwd|pass|secret)(?:[-_]?here)?)$/i,
  // arn:…, file:…, /run/secrets/password, process.env.PASSWORD, true
  /^(?:arn:|file:|env[:(]|ssm:|vault:|secretsmanager:|process\.env\b|os\.environ\b|\/[\w.-]+\/)/i,
  /^(?:true|false|yes|no|null|none|undefined|required|optional)$/i,
]

/** Words that say that the value is still to come, or is for tests alone. */
const fillIn =
  /^(?:todo|tbd|fixme|unset|unused|ignored?|n\/a|foo|bar|baz|test|example|sample|demo|hidden|dummy|fake|mock|secret-?value|xxx.*)$|(?<![A-Za-z])(?:placeholder|dummy|redacted|replace[-_ ]?(?:me|this|with)|change[-_ ]me|to[-_ ]be[-_ ](?:set|replaced|filled|changed)|fill[-_ ]?(?:me|in)|insert[-_ ]|enter[-_ ]|your[-_ ]|<[A-Za-z _-]+>|not[-_ ]?(?:set|used)|overrid(?:e|den)|initial[-_ ]value|managed[-_ ](?:by|outside|externally))/i

const locations: readonly RegExp[] = [
  /^a?rn:/i,
  // An identifier of Alexa, Cognito or Login with Amazon.
  /^amzn1\./,
  /^[a-z][a-z0-9+.-]{1,31}:\/\//i,
  // What a store or a vault is asked for.
  /^(?:ssm|vault|secretsmanager|env|file|kms|aws|gcp|op|azure|keyvault|sops|chamber|credstash|projects\/[^/]+\/secrets)[:/]/i,
  // /shop/prod/password, ./key.pem, ../key.pem, ~/.ssh/id_rsa, shop/prod/password
  /^(?:~|\.{0,2})\/[\w.@/-]+$/,
  /^[a-z][\w.-]*(?:\/[a-z][\w.-]*)+$/,
  // key.pem, secrets.json
  /^[\w./-]{1,200}\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|env|ini|conf|properties|gpg|asc|pub|zip|js|ts|py)$/i,
  // orders.example.com, orders.internal:8443
  /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.(?:com|net|org|io|dev|internal|local|example|cloud|app)(?::\d{1,5})?(?:\/.*)?$/i,
  // What the key service encrypted: version, ids and length in base64 begin it.
  /^AQ(?:IC|EC)A[HQ][A-Za-z0-9+/]{60,}={0,2}$/,
  /^\S{1,200}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i,
]

/** Words of names that lead to a secret: `orders-db-credentials`, `github_token`, `StripeApiKey`, `x-api-key`. */
const leads =
  /^(?:secrets?|passwords?|passwd|pwd|tokens?|credentials?|creds?|keys?|apikey|name|arn|id|header|ref|parameter|param|auth|authorization|config|vault|store)$/i

function isName(value: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[-_./:][A-Za-z0-9]+)*$/.test(value)) return false
  const words = value.split(/[-_./:]|(?<=[a-z])(?=[A-Z])/)
  return (
    words.length > 1 &&
    words.every((word) => /^[A-Za-z]+\d?$|^\d{1,4}$/.test(word)) &&
    words.some((word) => leads.test(word))
  )
}
