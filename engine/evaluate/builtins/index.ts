import type { Builtin } from './builtin.ts'
import { globBuiltins } from './glob.ts'
import { jsonBuiltins } from './json.ts'
import { objectBuiltins } from './object.ts'
import { regexBuiltins } from './regex.ts'
import { sprintfBuiltins } from './sprintf.ts'
import { stringBuiltins } from './strings.ts'

/** Every built-in function implemented here, by name, with OPA's semantics. */
export const hostBuiltins: Readonly<Record<string, Builtin>> = {
  ...globBuiltins,
  ...jsonBuiltins,
  ...objectBuiltins,
  ...regexBuiltins,
  ...sprintfBuiltins,
  ...stringBuiltins,
}
