import { parseSync } from 'oxc-parser'

/** What a module imports, statically, dynamically or only as types. */
export function importsOf(text: string): readonly string[] {
  const { staticImports, staticExports, dynamicImports } = parse(text).module
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...dynamicImports.map(({ moduleRequest }) => literal(text.slice(moduleRequest.start, moduleRequest.end))),
  ]
}

/** A computed import is given as it is written, and so fits no rule. */
function literal(written: string): string {
  return /^(['"`])(.*)\1$/.exec(written)?.[2] ?? `./${written}`
}

/** Which of the global names a module uses as values; a name that it declares itself is its own. */
export function namesReached(text: string, names: readonly string[]): readonly string[] {
  const used = new Set<string>()
  const declared = new Set<string>()
  visit(parse(text).program, undefined, used, declared)
  return names.filter((name) => used.has(name) && !declared.has(name))
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

function visit(node: unknown, role: string | undefined, used: Set<string>, declared: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, role, used, declared)
    return
  }
  if (!isNode(node)) return
  if (node.type === 'Identifier') {
    ;(role === 'binding' ? declared : used).add(String(node.name))
    return
  }
  if (node.type === 'MemberExpression') noteMember(node, used)
  for (const [key, child] of Object.entries(node)) {
    if (isName(node, key)) continue
    visit(child, roleOf(node, key, role), used, declared)
  }
}

/** `Math.random`, also as `globalThis.Math.random`. */
function noteMember({ object, property, computed }: Node, used: Set<string>): void {
  if (computed || !isNode(object) || !isNode(property)) return
  const holder = object.type === 'MemberExpression' ? object.property : object
  if (isNode(holder)) used.add(`${holder.name}.${property.name}`)
  if (object.name === 'globalThis') used.add(String(property.name))
}

/** An identifier that only names a member, a key or a type. */
function isName(node: Node, key: string): boolean {
  if (key === 'property' || key === 'key') return node.computed !== true
  if (node.type === 'ImportDeclaration' || node.type === 'ExportSpecifier') return true
  return /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression|InstantiationExpression)/.test(node.type)
}

function roleOf(node: Node, key: string, role: string | undefined): string | undefined {
  if (key === 'params' || key === 'param' || (key === 'id' && node.type === 'VariableDeclarator')) return 'binding'
  if (/Pattern$|^Property$|^RestElement$/.test(node.type) && key !== 'right') return role
  return undefined
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function parse(text: string) {
  const result = parseSync('module.ts', text)
  const [error] = result.errors
  if (error) throw new Error(error.message)
  return result
}
