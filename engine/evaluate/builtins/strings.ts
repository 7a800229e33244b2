import { arrayOf, numberOf } from '../terms.ts'
import { type Builtin, BuiltinError, integerOperand, objectOperand, textOperand, textsOperand } from './builtin.ts'
import { renderTemplate } from './template/render.ts'

/** The string built-ins the WebAssembly module leaves to the host. */
export const stringBuiltins: Readonly<Record<string, Builtin>> = {
  'strings.any_prefix_match'(operands) {
    const prefixes = textsOperand(operands, 2)
    return textsOperand(operands, 1).some((text) => prefixes.some((prefix) => text.startsWith(prefix)))
  },
  'strings.any_suffix_match'(operands) {
    const suffixes = textsOperand(operands, 2)
    return textsOperand(operands, 1).some((text) => suffixes.some((suffix) => text.endsWith(suffix)))
  },
  'strings.count'(operands) {
    const [text, part] = [textOperand(operands, 1), textOperand(operands, 2)]
    // Go counts the empty text before every character and at the end.
    return numberOf(part === '' ? [...text].length + 1 : text.split(part).length - 1)
  },
  'strings.split_n'(operands) {
    const text = textOperand(operands, 1)
    const delimiter = textOperand(operands, 2)
    const count = integerOperand(operands, 3)
    const parts = delimiter === '' ? [...text] : text.split(delimiter)
    return arrayOf(count < 0 ? parts.slice(count) : parts.slice(0, count))
  },
  indexof_n(operands) {
    const text = [...textOperand(operands, 1)]
    const part = [...textOperand(operands, 2)]
    if (part.length === 0) throw new BuiltinError('empty search character')
    const found = text.flatMap((_char, at) => (part.every((char, offset) => text[at + offset] === char) ? [at] : []))
    return arrayOf(found.map(numberOf))
  },
  'strings.render_template'(operands) {
    return renderTemplate(textOperand(operands, 1), objectOperand(operands, 2))
  },
}
