import { secretWords } from '../../model/secret-names.ts'
import { tokenHints, tokens } from '../../model/secret-tokens.ts'

export const dots = '••••••'

/** A stretch of a line, from 0, its end exclusive. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The stretches of a line of source that look like a secret, so that a frame never shows one even where no policy was
 * asked to look: known key shapes, passwords in URLs, and literals given to something named like a secret.
 */
export function secretsOf(line: string): readonly Range[] {
  const found = shapes.flatMap((shape) =>
    [...line.matchAll(shape)].flatMap((match) => {
      const [from, to] = match.indices?.groups?.secret ?? [0, 0]
      return to > from ? [{ from, to }] : []
    }),
  )
  return hints.test(line) ? [...found, ...tokensOf(line)] : found
}

/** Tokens by the form of their issuers, as the policies find them. */
function tokensOf(line: string): readonly Range[] {
  return tokens.flatMap(([, form]) =>
    [...line.matchAll(form)].map(({ index, 0: token }) => ({ from: index, to: index + token.length })),
  )
}

const hints = new RegExp(tokenHints)

// Lengths are bounded, so that no line makes a pattern slow.
const shapes: readonly RegExp[] = [
  /(?<secret>\b(?:AKIA|ASIA)[0-9A-Z]{12,20}\b)/dg,
  /[?&;\s"'](?:password|passwd|pwd|accountkey|sharedaccesskey)=(?<secret>[^\s&;,"'$<{%]{1,256})/dgi,
  /(?:hooks\.slack\.com\/(?:services|triggers|workflows)|discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks)\/(?<secret>[\w/-]{16,200})/dgi,
  /\b[Bb]asic {1,2}(?=[A-Za-z0-9+/]{0,1000}(?:\d|[a-z][A-Z]|=))(?<secret>[A-Za-z0-9+/]{8,1000}={0,2})/dg,
  /\b(?<secret>eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{20,2000})/dg,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,100}:(?<secret>[^\s/@"'$]{1,200})@/dgi,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<secret>.{1,4000})/dg,
  /^\s*(?<secret>[A-Za-z0-9+/]{40,100}={0,2})\s*$/dg,
  /\b(?<secret>(?:gh[pousr]|xox[abprs]|sk|rk|glpat)[_-][A-Za-z0-9_-]{16,255})/dg,
  new RegExp(
    String.raw`["']?[\w.-]{0,60}(?:` +
      secretWords +
      String.raw`)["']?\s{0,20}[:=]\s{0,20}(?<secret>"(?!arn:|\{\{|\$\{)[^"\n]{4,500}"|'(?!arn:|\{\{|\$\{)[^'\n]{4,500}'|(?!arn:|true\b|false\b|null\b|(?:var|local|data|module|each|aws_\w{1,60})\.)[A-Za-z0-9][^\s"',{}[\]()]{7,500}(?=\s*(?:$|,|#)))`,
    'dgi',
  ),
  // variable "db_password" { default = "…" }
  new RegExp(
    String.raw`["']?[\w.-]{0,60}(?:${secretWords})["']?:?\s{0,20}\{[^{}\n]{0,200}?\bdefault["']?\s{0,20}[:=]\s{0,20}["']?(?<secret>[^\s"',{}$][^"',{}\n]{3,500})`,
    'dgi',
  ),
]
