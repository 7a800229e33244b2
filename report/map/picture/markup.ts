import { plain } from '../../text/width.ts'

/** Longer texts of the user's are cut wherever they are shown. */
const longest = 240

/** A text of the user's as it may stand in HTML and SVG, in an element or in quotes. */
export function escaped(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return plain(cut)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A number as coordinates are written: two digits after the point are enough. */
export function digits(number: number): string {
  return String(Math.round(number * 100) / 100)
}

/** The id in a page of each node of a stack. */
export type NodeIds = (node: string) => string

/** `s0n12`: the twelfth node of the first stack. */
export function nodeIds(stack: number, nodes: readonly { readonly id: string }[]): NodeIds {
  const ids = new Map(nodes.map(({ id }, index) => [id, `s${stack}n${index}`]))
  return (node) => ids.get(node) ?? ''
}
