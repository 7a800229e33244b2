import { hostBuiltins } from './builtins/index.ts'

/**
 * Built-ins the WebAssembly module brings itself (OPA 1.19, internal/compiler/wasm: `builtinsFunctions`), but for the
 * deprecated ones, which Rego v1 refuses.
 */
export const nativeBuiltins: readonly string[] = [
  ...['abs', 'and', 'array.concat', 'array.flatten', 'array.reverse', 'array.slice'],
  ...['base64.decode', 'base64.encode', 'base64.is_valid', 'base64url.decode', 'base64url.encode'],
  ...['bits.and', 'bits.lsh', 'bits.negate', 'bits.or', 'bits.rsh', 'bits.xor'],
  ...['ceil', 'concat', 'contains', 'count', 'div', 'endswith', 'equal', 'floor', 'format_int'],
  ...['glob.match', 'graph.reachable', 'gt', 'gte', 'indexof', 'internal.member_2', 'internal.member_3'],
  ...['internal.template_string', 'intersection', 'is_array', 'is_boolean', 'is_null', 'is_number', 'is_object'],
  ...['is_set', 'is_string', 'json.filter', 'json.is_valid', 'json.marshal', 'json.remove', 'json.unmarshal'],
  ...['lower', 'lt', 'lte', 'max', 'min', 'minus', 'mul', 'neq'],
  ...['net.cidr_contains', 'net.cidr_intersects', 'numbers.range'],
  ...['object.filter', 'object.get', 'object.keys', 'object.remove', 'object.union', 'object.union_n'],
  ...['or', 'plus', 'product', 'regex.find_all_string_submatch_n', 'regex.is_valid', 'regex.match'],
  ...['rem', 'replace', 'round', 'sort', 'split', 'startswith', 'strings.replace_n', 'strings.reverse'],
  ...['substring', 'sum', 'to_number', 'trim', 'trim_left', 'trim_prefix', 'trim_right', 'trim_space', 'trim_suffix'],
  ...['type_name', 'union', 'upper', 'walk'],
]

/** Built-ins the compiler turns into something else or erases, so that no module ever calls them. */
export const compiledAwayBuiltins: readonly string[] = [
  ...['assign', 'eq', 'internal.print', 'print', 'rego.metadata.chain', 'rego.metadata.rule'],
]

/** Every built-in a policy may use: what the module brings, what is implemented here and what is compiled away. */
export const builtinNames: readonly string[] = [
  ...nativeBuiltins,
  ...compiledAwayBuiltins,
  ...Object.keys(hostBuiltins),
].sort()
