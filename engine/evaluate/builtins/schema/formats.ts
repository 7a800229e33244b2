import { RE2JS } from 're2js'

/** Whether a text has a format of JSON Schema; formats without a definition here match everything, as OPA has it. */
export function hasFormat(format: string, text: string): boolean {
  return Object.hasOwn(FORMATS, format) ? (FORMATS[format]?.(text) ?? true) : true
}

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`)
const POINTER = /^(?:\/(?:[^~/]|~0|~1)*)*$/
const RELATIVE_POINTER = /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/
const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i
const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):[0-5]\d)?$/
const EMAIL = /^(?:[^<>]*<)?(?:[^\s@<>()[\],;:\\"]+|"[^"\\]*")@[^\s@<>()[\],;:\\"]+>?$/

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => TIME.test(text),
  'date-time': (text) => isDate(text) || TIME.test(text) || isDateTime(text),
  hostname: (text) => text.length < 256 && HOSTNAME.test(text),
  email: isEmail,
  'idn-email': isEmail,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isUri,
  iri: isUri,
  'uri-reference': isUriReference,
  'iri-reference': isUriReference,
  'uri-template': isUriTemplate,
  uuid: (text) => UUID.test(text),
  regex: isRegex,
  'json-pointer': (text) => POINTER.test(text),
  'relative-json-pointer': (text) => RELATIVE_POINTER.test(text),
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1]
  return days !== undefined && Number(day) >= 1 && Number(day) <= days
}

function isDateTime(text: string): boolean {
  const at = text.indexOf('T')
  return at > 0 && isDate(text.slice(0, at)) && /(?:Z|[+-]\d\d:\d\d)$/.test(text) && TIME.test(text.slice(at + 1))
}

function isEmail(text: string): boolean {
  return text.length < 1_000 && EMAIL.test(text)
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

function isIpv6(text: string): boolean {
  const tail = text.slice(text.lastIndexOf(':') + 1)
  if (!text.includes(':') || (tail.includes('.') && !isIpv4(tail))) return false
  const halves = (tail.includes('.') ? `${text.slice(0, -tail.length)}0:0` : text).split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (halves.length > 2 || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length < 8 : groups.length === 8
}

function isUri(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text) && isUriReference(text)
}

function isUriReference(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no address has them
  if (/[\\\u0000-\u001f\u007f]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return false
  // A first segment with a colon would be taken for a scheme.
  const first = text.split(/[/?#]/, 1)[0] ?? ''
  return !first.includes(':') || /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(first)
}

function isUriTemplate(text: string): boolean {
  const path = text.split(/[?#]/, 1)[0] ?? ''
  return isUriReference(text) && !path.replace(/\{[^}]*\}/g, '').includes('{')
}

function isRegex(text: string): boolean {
  try {
    RE2JS.compile(text)
    return true
  } catch {
    return false
  }
}
