import type { ExposureLevel, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { plain } from '../text/width.ts'

/** How a node is named in a drawing: what it is called, and what it is. */
export function nodeTitle({ label, kind }: MapNode): { readonly label: string; readonly kind: string } {
  const isSaid = kind === 'internet' || kind === 'schedule' || kind === 'principal'
  return {
    label: shortened(plain(label)),
    kind: isSaid ? '' : kind === 'pattern' ? 'resources' : kind.replaceAll('_', ' '),
  }
}

/** How functions are exposed, by node. */
export function exposures({ functions }: StackMap): ReadonlyMap<string, ExposureLevel> {
  return new Map(functions.map(({ node, exposure }) => [node, exposure.level]))
}

/** A title for the drawing of a stack. */
export function stackTitle({ id, complete }: StackMap): string {
  return complete ? plain(id) : `${plain(id)} (not complete)`
}

/** What an edge says, with the world it holds in. */
export function edgeLabel({ label, off, condition }: MapEdge): string {
  const marks = [...(off ? ['off'] : []), ...(condition === null ? [] : [`if ${condition}`])].join(', ')
  const said = plain(label)
  return shortened(marks === '' ? said : said === '' ? plain(marks) : `${said} (${plain(marks)})`, longestEdge)
}

const longestEdge = 80

const longest = 60

function shortened(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
