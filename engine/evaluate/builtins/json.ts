import { sortedEntries } from '../term-order.ts'
import { arrayOf, type ObjectTerm, type Term } from '../terms.ts'
import { arrayOperand, type Builtin, BuiltinError, isArray, isObject, objectOperand, operandAt } from './builtin.ts'
import { encodeJson, indentJson, jsonOf, parseJson } from './json-text.ts'
import { applyPatch } from './patch.ts'
import { compileSchema } from './schema/compile.ts'
import { type Schema, SchemaError } from './schema/schema.ts'
import { type Mismatch, mismatches } from './schema/validate.ts'

/** The JSON built-ins the WebAssembly module leaves to the host. */
export const jsonBuiltins: Readonly<Record<string, Builtin>> = {
  'json.patch': (operands) => applyPatch(operandAt(operands, 1), arrayOperand(operands, 2)),
  'json.marshal_with_options'(operands) {
    const json = jsonOf(operandAt(operands, 1))
    const { pretty, prefix, indent } = marshalOptions(objectOperand(operands, 2))
    return pretty ? prefix + indentJson(json, prefix, indent) : encodeJson(json)
  },
  'json.verify_schema'(operands) {
    try {
      compileSchema(document(operandAt(operands, 1)))
      return arrayOf([true, null])
    } catch (cause) {
      if (cause instanceof SchemaError || cause instanceof BuiltinError)
        return arrayOf([false, `jsonschema: ${cause.message}`])
      throw cause
    }
  },
  'json.match_schema'(operands) {
    const value = document(operandAt(operands, 1))
    const found = mismatches(compiledSchema(document(operandAt(operands, 2))), value)
    return arrayOf([found.length === 0, arrayOf(found.map(mismatchTerm))])
  },
}

interface MarshalOptions {
  readonly pretty: boolean
  readonly prefix: string
  readonly indent: string
}

function marshalOptions(options: ObjectTerm): MarshalOptions {
  let pretty: boolean | undefined
  const texts = { prefix: '', indent: '\t' }
  let indented = false
  for (const [key, value] of sortedEntries(options)) {
    if (key === 'pretty') {
      if (typeof value !== 'boolean') throw new BuiltinError('operand 2 key pretty failed cast to bool')
      pretty = value
    } else if (key === 'prefix' || key === 'indent') {
      if (typeof value !== 'string') throw new BuiltinError(`operand 2 key "${key}" failed cast to string`)
      texts[key] = value
      indented = true
    } else {
      throw new BuiltinError(`operand 2 object contained unknown key ${JSON.stringify(key)}`)
    }
  }
  return { pretty: pretty ?? indented, ...texts }
}

/** A document or schema: an object or array, or a string holding JSON. */
function document(term: Term): Term {
  if (isObject(term) || isArray(term)) return jsonOf(term)
  if (typeof term !== 'string') throw new BuiltinError('wrong type, expected string or object')
  return parseJson(term)
}

function compiledSchema(schema: Term): Schema {
  try {
    return compileSchema(schema)
  } catch (cause) {
    throw cause instanceof SchemaError ? new BuiltinError(cause.message) : cause
  }
}

function mismatchTerm({ type, field, text }: Mismatch): Term {
  const entries = Object.entries({ error: `${field}: ${text}`, type, field, desc: text })
  return { type: 'object', entries }
}
