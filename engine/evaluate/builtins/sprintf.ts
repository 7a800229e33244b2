import { type NumberTerm, printTerm, type Term } from '../terms.ts'
import { arrayOperand, type Builtin, textOperand } from './builtin.ts'
import { formatGo, type GoValue } from './format/printf.ts'

/** `sprintf`, formatting as Go's fmt package does with the values OPA 1.19 hands to it. */
export const sprintfBuiltins: Readonly<Record<string, Builtin>> = {
  sprintf(operands) {
    const format = textOperand(operands, 1)
    return formatGo(format, arrayOperand(operands, 2).items.map(goValue))
  },
}

/** OPA gives numbers as int64, float64 or *big.Int; everything else, also true and null, as its text. */
function goValue(term: Term): GoValue {
  if (typeof term === 'string') return { type: 'string', value: term }
  if (term === null || typeof term !== 'object' || term.type !== 'number')
    return { type: 'string', value: printTerm(term) }
  return goNumber(term)
}

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

function goNumber({ text }: NumberTerm): GoValue {
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text)
    const small = text.replace('-', '').length <= 19 && value >= INT64_MIN && value <= INT64_MAX
    return { type: small ? 'int64' : '*big.Int', value }
  }
  const value = Number(text)
  // Without a point, as in 1e3, and beyond a double OPA falls back to the text.
  return text.includes('.') && Number.isFinite(value) ? { type: 'float64', value } : { type: 'string', value: text }
}
