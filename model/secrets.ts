import { isPlaceholder } from './secret-forms.ts'
import { madeUp, tokenHints, tokens } from './secret-tokens.ts'

/** Stands for a piece of the text that is no literal: a reference, a parameter. */
const hole = '\uFFFC'

/** A secret is short, and a value this long is a document: what lies behind is not looked at. */
const longest = 65_536

/**
 * Whether a literal is a secret, and what says so. High precision: only what a service's own format or a URL gives
 * away, never mere randomness. `name` is the variable's; pieces that are no literals are U+FFFC in the text.
 * Takes time linear in the text.
 */
export function detectSecret(name: string, text: string): { readonly detector: string } | null {
  if (text.length < shortest) return null
  const value = text.slice(0, longest)
  if (!hint.test(value)) return isSecretAccessKey(name, value) ? { detector: 'aws_secret_access_key' } : null
  if (privateKey.test(value)) return { detector: 'private_key' }
  if (isSecretAccessKey(name, value)) return { detector: 'aws_secret_access_key' }
  if (passwordsOf(value).some(isLiteral)) return { detector: 'password_in_url' }
  const password = passwordOption(value)
  if (password !== null) return { detector: password }
  for (const [detector, pattern] of tokens) {
    for (const [token] of value.matchAll(pattern)) {
      if (!madeUp.test(token)) return { detector }
    }
  }
  if (hasBasicAuthorization(value)) return { detector: 'basic_authorization' }
  return hasWebToken(value) ? { detector: 'json_web_token' } : null
}

/** `a://:p@h`: nothing shorter holds a secret. */
const shortest = 8

/** What every secret holds, but for keys that only a name gives away: one look at a text tells most to be none. */
const hint = new RegExp(
  `://|jdbc:oracle:|(?:password|passwd|pwd) {0,2}=|-----BEGIN|eyJ|(?:basic|bearer) |${tokenHints}`,
  'i',
)

/** With the beginning of a body: the marker alone is what code looks for. Line ends may be written as `\\n`. */
const privateKey = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){0,8}[A-Za-z0-9+/]{16}/

/** Forty characters of base64 are a secret access key only beside a name that says so. */
function isSecretAccessKey(name: string, value: string): boolean {
  return (
    /secret_?(?:access_?)?key|^(?:aws_?)?secret$|aws_?secret(?:_?access)?$/i.test(name.replaceAll('-', '_')) &&
    /^[A-Za-z0-9+/]{40}$/.test(value) &&
    !/^[a-f0-9]{40}$/i.test(value)
  )
}

/** The passwords of `scheme://user:password@host` and of `jdbc:oracle:thin:user/password@host`. */
function passwordsOf(value: string): readonly string[] {
  return [userInfo, oracle].flatMap((pattern) => [...value.matchAll(pattern)].map(([, password = '']) => password))
}

const userInfo = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,31}:\/\/[^\s:@/?#]{0,256}:([^\s@/?#]{1,256})@/gi
const oracle = /jdbc:oracle:(?:thin|oci8?):[^\s/@:]{1,128}\/([^\s@/]{1,256})@/gi

/**
 * A literal password among the options of a URL (`?user=app&password=…`) or of a connection string
 * (`Server=h;User Id=a;Password=…`, `host=h user=a password=…`). The word alone is none: something beside it must say
 * whom or what one connects to. Sources: PostgreSQL "libpq connection strings" and JDBC driver; Microsoft "SqlConnection
 * connection string"; StackExchange.Redis "Configuration".
 */
function passwordOption(value: string): 'password_in_url' | 'password_in_connection_string' | null {
  const found = [...value.matchAll(passwords)].filter(([, password = '']) => isLiteral(unquoted(password)))
  if (found.length === 0) return null
  const url = value.indexOf('://')
  if (found.some(({ index }) => url !== -1 && url < index && /[?&]/.test(value.charAt(index - 1)))) {
    return 'password_in_url'
  }
  return (url !== -1 && found.some(({ index }) => url < index && value[index - 1] === ';')) || connects.test(value)
    ? 'password_in_connection_string'
    : null
}

const passwords =
  /(?<![A-Za-z0-9_.-])(?:password|passwd|pwd) {0,2}= {0,2}("[^"]{1,256}"|'[^']{1,256}'|<[^<>]{1,256}>|\{[^{}]{1,256}\}|[^&;,\s"']{1,256})/gi

const connects =
  /(?<![A-Za-z0-9_.-])(?:host|hostaddr|server|data source|addr|address|network address|endpoint|user|user ?id|uid|user ?name|dbname|database|initial catalog|abortconnect) {0,2}=/i

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2')
}

/** A reference, a template, a placeholder or an empty password is none. */
function isLiteral(password: string): boolean {
  return !password.includes(hole) && !isPlaceholder(password)
}

/** `Basic dXNlcjpwYXNzd29yZA==`: a user and a password in base64. Source: RFC 7617. */
function hasBasicAuthorization(value: string): boolean {
  const found = /(?<![A-Za-z0-9])Basic {1,2}([A-Za-z0-9+/]{8,1000}={0,2})(?![A-Za-z0-9+/=])/i.exec(value)
  return found?.[1] !== undefined && /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,200}$/.test(decode(found[1].replace(/=+$/, '')))
}

/** A signed token: base64url of a JSON header that names an algorithm, of a payload, and a signature. */
function hasWebToken(value: string): boolean {
  const found = /(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{10,2000})\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{20,2000}/.exec(
    value,
  )
  return found?.[1] !== undefined && /"alg"\s*:/.test(decode(found[1]))
}

function decode(base64url: string): string {
  const text = base64url.replaceAll('-', '+').replaceAll('_', '/')
  return atob(text.slice(0, text.length - (text.length % 4)))
}

/**
 * The option of a connection string, URL or command line that turns certificate checks off (`sslmode=disable`), as it
 * is written there but for quotes and spaces; null where there is none. `sslmode=require` and stronger, and options that are on, are none.
 */
export function tlsDisabled(text: string): string | null {
  const value = text.slice(0, longest)
  for (const pattern of lax) {
    const found = pattern.exec(value)
    if (found?.[1] !== undefined) return found[1].replaceAll(/["'\s]/g, '')
  }
  return null
}

const off = '(?:false|0|no|off|none|disabled?)'
const on = '(?:true|1|yes|on)'

/** Words that mean something only as an option of a URL or command line. */
const plainly = '='
/** Names that nothing else has, in JSON and YAML too. */
const anyhow = '["\']?\\s{0,4}[=:]\\s{0,4}["\']?'

/**
 * Sources: PostgreSQL "libpq connection strings"; MySQL Connector/J, Connector/Python and Go driver; MongoDB
 * "Connection string options"; Microsoft "SqlConnection connection string"; Node.js `tls.connect`; Python Requests.
 */
const lax: readonly RegExp[] = [
  option('ssl-?_?mode', anyhow, '(?:disabled?|allow|prefer(?:red)?|no-verify|skip-verify)'),
  option('tlsallowinvalidcertificates|tlsallowinvalidhostnames|tlsinsecure|sslallowinvalidcertificates', anyhow, on),
  option('sslinvalidhostnameallowed|trust_?server_?certificate|trust_?all(?:_?certificates)?', anyhow, on),
  option('insecure_?skip_?verify|skip_?verify', anyhow, on),
  option('verify_?server_?certificate|ssl_verify_cert|ssl_verify_identity|ssl_?verify|verify_ssl', anyhow, off),
  option('reject_?unauthorized|ssl_check_hostname|check_hostname|strict-?ssl', anyhow, off),
  option('(?:ssl_)?cert_reqs|verify_peer|verify_mode', anyhow, '(?:none|cert_none|verify_none|false|0)'),
  option('use_?ssl|use_?tls', anyhow, off),
  option('ssl|tls|encrypt|verify', plainly, off),
  option('tls', plainly, '(?:skip-verify|preferred)'),
  option('insecure', plainly, on),
]

/** `name=value` as a whole, among others: in a query, separated by `;`, spaces or commas. */
function option(names: string, between: string, values: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_-])((?:${names})${between}${values})(?![A-Za-z0-9_.-])`, 'i')
}

/** The scheme of a URL in lower case, `https`, without a leading `jdbc:`; null where the text is no URL or its scheme is not a literal. */
export function schemeOf(text: string): string | null {
  return /^(?:jdbc:)?([a-z][a-z0-9+.-]{0,31}):\/\//i.exec(text)?.[1]?.toLowerCase() ?? null
}
