import { type Builtin, textOperand } from './builtin.ts'

/** The glob built-ins the WebAssembly module leaves to the host. */
export const globBuiltins: Readonly<Record<string, Builtin>> = {
  'glob.quote_meta'(operands) {
    return textOperand(operands, 1).replace(/[*?\\[\]{}]/g, '\\$&')
  },
}
