import type { ExposureLevel, MapNode, StackMap } from '../../model/map.ts'

/** How a node is named in a drawing: what it is called, and what it is. */
export function nodeTitle({ label, kind }: MapNode): { readonly label: string; readonly kind: string } {
  const isSaid = kind === 'internet' || kind === 'schedule' || kind === 'principal'
  return { label: shortened(label), kind: isSaid ? '' : kind === 'pattern' ? 'resources' : kind.replaceAll('_', ' ') }
}

/** How functions are exposed, by node. */
export function exposures({ functions }: StackMap): ReadonlyMap<string, ExposureLevel> {
  return new Map(functions.map(({ node, exposure }) => [node, exposure.level]))
}

/** A title for the drawing of a stack. */
export function stackTitle({ id, complete }: StackMap): string {
  return complete ? id : `${id} (not complete)`
}

const longest = 60

export function shortened(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
