/** What names of secrets end in, as the alternatives of a pattern. */
export const secretWords = 'passwo?r?d|passwd|secret|token|credentials?|api_?key|access_?key|private_?key'

const named = new RegExp(`(?:${secretWords})$`, 'i')

/** Whether a literal is not to be shown because of what it is called, though nothing in it tells a secret: `DB_PASSWORD`. */
export function isNamedSecret(name: string, text: string): boolean {
  return text.length >= 4 && named.test(name) && !/^(?:arn:|\{\{|\$\{|(?:true|false|null)$)/.test(text)
}
