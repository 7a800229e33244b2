import { constants, createHash, createPrivateKey, privateDecrypt } from 'node:crypto'
import { fail } from '../resolve/failure.ts'
import { STRING } from '../resolve/types.ts'
import { type Call, type Family, pure } from './function.ts'

/** Digests of texts, names made of them, and what was encrypted for a key. */
export const hashFunctions: Family = {
  md5: pure(['string'], STRING, ([text]: [string]) => digest('md5', text, 'hex')),
  sha1: pure(['string'], STRING, ([text]: [string]) => digest('sha1', text, 'hex')),
  sha256: pure(['string'], STRING, ([text]: [string]) => digest('sha256', text, 'hex')),
  sha512: pure(['string'], STRING, ([text]: [string]) => digest('sha512', text, 'hex')),
  base64sha256: pure(['string'], STRING, ([text]: [string]) => digest('sha256', text, 'base64')),
  base64sha512: pure(['string'], STRING, ([text]: [string]) => digest('sha512', text, 'base64')),
  uuidv5: pure(['string', 'string'], STRING, ([namespace, name]: [string, string], call) =>
    uuid(namespace, name, call),
  ),
  rsadecrypt: pure(['string', 'string'], STRING, ([text, key]: [string, string], call) => decrypted(text, key, call)),
}

export function digest(algorithm: string, content: string | Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(content).digest(encoding)
}

/** Source: RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
}

/** Source: RFC 4122, section 4.3, version 5. */
function uuid(namespace: string, name: string, call: Call): string {
  const id = Object.hasOwn(NAMESPACES, namespace) ? (NAMESPACES[namespace] ?? '') : namespace
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    return fail(`"${namespace}" is no namespace: give dns, url, oid, x500 or a UUID.`, call.at)
  const hash = createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function decrypted(text: string, key: string, call: Call): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return fail('The text that "rsadecrypt" takes must be Base64.', call.at)
  try {
    const block = privateDecrypt(
      { key: createPrivateKey(key), padding: constants.RSA_NO_PADDING },
      Buffer.from(text, 'base64'),
    )
    const end = block.indexOf(0, 2)
    if (block[0] === 0 && block[1] === 2 && end >= 10) return block.toString('utf8', end + 1)
  } catch {
    // What the library says may tell of the key.
  }
  return fail('"rsadecrypt" cannot decrypt this text with this key.', call.at)
}
