import { posix } from 'node:path'

/**
 * The path from the root of a file that a template names: `./api.yaml` beside `app/template.yaml` is `app/api.yaml`.
 * `undefined` for what is no local path: an address (`s3://…`, `https://…`), an empty text.
 * Source: AWS CLI, "cloudformation package"; SAM CLI, "sam package".
 */
export function pathBeside(template: string, location: string): string | undefined {
  const written = location.startsWith('file://') ? location.slice('file://'.length) : location
  if (written.trim() === '' || /^[a-z][a-z\d+.-]*:/i.test(written) || written.includes('\0')) return undefined
  return posix.isAbsolute(written) ? posix.normalize(written) : posix.join(posix.dirname(template), written)
}
