import { formOf } from './secret-forms.ts'

/** What names of secrets end in, as the alternatives of a pattern. */
export const secretWords = 'passwo?r?d|passwd|secret|token|credentials?|api_?key|access_?key|private_?key'

const named = new RegExp(`(?:${secretWords})$`, 'i')

/** Whether a literal is not to be shown because of what it is called, though nothing in it tells a secret: `DB_PASSWORD`. */
export function isNamedSecret(name: string, text: string): boolean {
  return (
    text.length >= 4 &&
    (named.test(name) || namesSecret(name)) &&
    !/^(?:arn:|\{\{|\$\{|(?:true|false|null)$)/.test(text)
  )
}

/**
 * Whether a name says that its value is a secret: `DB_PASSWORD`, `MasterUserPassword`, `stripe-api-key`, but neither
 * `TOKEN_URL` nor `maxTokens` nor `PUBLIC_API_KEY`.
 */
export function namesSecret(name: string): boolean {
  return precise.test(name) && !open.test(name)
}

const precise =
  /(?:passwo?r?d|passwd|passphrase|pwd|(?:^|[-_./ ])pass|secret(?:[-_. ]?(?:string|binary))?|(?:auth|access|api|bearer|oauth2?|bot|refresh|session|security|webhook|id|jwt|github|gitlab|slack|npm|sonar|vault|deploy|^|[-_./ a-z])[-_. ]?token|credentials?|(?:api|access|private|secret|signing|encryption|master|shared|account|storage|webhook|hmac|jwt|auth)[-_. ]?key)(?:[-_. ]?\d{1,2}|[-_. ]?value|[-_. ](?:prod|dev|test|stage|staging))?$/i

/** Names of what is no secret: what everybody may see, and what only tells about one. */
const open =
  /public|publishable|(?:^|[-_. ])(?:no|has|use|is|enable|require|generate|create|rotate|manage|allow|validate|verify|skip|max|min|next|page|continuation|client_?request|idempotency|pagination|csrf|task)(?:[-_. ]?(?:user|master)){0,2}[-_. ]?(?:password|secret|tokens?|credentials?)$|client[-_. ]?tokens?$/i

/**
 * Whether a literal beside a name is taken for the secret that the name speaks of. Words are one only beside the name of
 * a password: beside others they name something.
 */
export function isPlainSecret(name: string, text: string): boolean {
  if (!namesSecret(name)) return false
  if (/^\s*\{/.test(text)) return holdsPlainSecret(text)
  const form = formOf(text)
  return form === 'text' || (form === 'words' && isPasswordName(name) && text.length >= 4)
}

/** Whether a text is JSON that holds a secret by its name there: `{"password":"…"}`. */
export function holdsPlainSecret(text: string): boolean {
  if (!/^\s*\{/.test(text) || text.length > longestJson) return false
  let found = false
  try {
    JSON.parse(text, (key, value: unknown) => {
      found ||= typeof value === 'string' && isPlainSecret(key, value)
      return value
    })
  } catch {
    return false
  }
  return found
}

/** An environment holds 4 KB, a stored secret 64 KB. */
const longestJson = 65_536

function isPasswordName(name: string): boolean {
  return /pass|pwd/i.test(name)
}
