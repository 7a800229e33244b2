const encoder = new TextEncoder()

/**
 * A value as the bytes of JSON that an instance takes. Half a surrogate pair, which it refuses, becomes U+FFFD, as in
 * OPA; `JSON.stringify` escapes nothing but these and control characters.
 */
export function jsonBytes(value: unknown): Uint8Array {
  const text = JSON.stringify(value)
  const whole = text.includes('\\ud') ? text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\\ufffd') : text
  return encoder.encode(whole)
}
