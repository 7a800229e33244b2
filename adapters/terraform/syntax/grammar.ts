import type { Parser } from 'web-tree-sitter'
import { readQuickly } from './quick/read.ts'

/** A node of the concrete syntax, freed of the parser: offsets in UTF-16 units. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly missing: boolean
  readonly children: Node[]
}

export interface Grammar {
  /** The concrete syntax of a text that is plainly well formed; undefined for every other text, which is `read`. */
  plain?(text: string): Node | undefined
  /** The concrete syntax of a text, comments left out; where it is nested deeper than the limit, the offset of that place. */
  read(text: string): Node | { readonly tooDeep: number }
}

/** Deeper than anything written by hand: about 250 brackets in each other. */
const MAX_DEPTH = 1_000

/**
 * Starts the parser. `grammar` is `tree-sitter-terraform.wasm`, its bytes or its path. What is plainly well formed is read
 * without it, in a fourteenth of the time.
 */
export async function loadGrammar(grammar: Uint8Array | string): Promise<Grammar> {
  return quicklyOr(await loadRecovering(grammar))
}

/** Reads by another grammar only what is not plainly well formed. */
export function quicklyOr({ read }: Grammar): Grammar {
  return { plain: readQuickly, read }
}

/** The parser that reads every text, and goes on after errors. */
export async function loadRecovering(grammar: Uint8Array | string): Promise<Grammar> {
  const { Language, Parser } = await import('web-tree-sitter')
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(grammar))
  return { read: (text) => readTree(parser, text) }
}

/**
 * The grammar knows no exponent without a fraction (`1e3`). Digits take its place, of the same length; what a number is
 * worth is read from the file.
 */
function withoutExponents(text: string): string {
  return text.replaceAll(/(?<![\w.])\d+(?:\.\d+)?[eE][+-]?\d+(?!\w)/g, (number) => '0'.repeat(number.length))
}

/** Signs and names: no node of these types has children in this grammar. */
function isLeaf(type: string): boolean {
  return type === 'identifier' || type === 'template_literal' || !/[a-z]/i.test(type)
}

function readTree(parser: Parser, text: string): Node | { readonly tooDeep: number } {
  const tree = parser.parse(withoutExponents(text))
  if (!tree) return { type: 'ERROR', start: 0, end: text.length, missing: false, children: [] }
  const cursor = tree.walk()
  try {
    const open: Node[] = []
    for (;;) {
      const start = cursor.startIndex
      const end = cursor.endIndex
      // Each question to the cursor is a call into WebAssembly, so what needs no answer is not asked.
      const node: Node = {
        type: cursor.nodeType,
        start,
        end,
        missing: start === end && cursor.nodeIsMissing,
        children: [],
      }
      if (node.type !== 'comment') open.at(-1)?.children.push(node)
      if (!isLeaf(node.type) && cursor.gotoFirstChild()) {
        if (open.length >= MAX_DEPTH) return { tooDeep: node.start }
        open.push(node)
        continue
      }
      for (;;) {
        if (open.length === 0) return node
        if (cursor.gotoNextSibling()) break
        cursor.gotoParent()
        const closed = open.pop()
        if (open.length === 0 && closed) return closed
      }
    }
  } finally {
    cursor.delete()
    tree.delete()
  }
}
