import type { Arrow, Box, Figure } from './figure.ts'

/** Lays out a graph in DOT; gives Graphviz' `json`. Rejects where Graphviz fails or takes too long. */
export type Graphviz = (dot: string) => Promise<string>

/** A figure and where its parts lie: from the left and the top, in the unit of the figure. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Placed<Box>[]
  readonly arrows: readonly PlacedArrow[]
  /** Of a vast figure arrows are drawn without what they say. */
  readonly isLabelled: boolean
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** The middle of something. */
export interface Placed<Thing> extends Point {
  readonly thing: Thing
}

export interface PlacedArrow {
  readonly thing: Arrow
  /** A Bézier curve: its start, then three points for each piece. */
  readonly curve: readonly Point[]
  /** Where its head points to. */
  readonly tip: Point
  /** The middle of its label; null where it has none. */
  readonly label: Point | null
}

/** A text with drawings in it, and which stacks are there without one. */
export interface Drawn {
  readonly text: string
  readonly undrawn: readonly { readonly stack: string; readonly why: string }[]
}

/** As `layOut`; where it fails, a sentence why. */
export async function tryLayOut(
  figure: Figure,
  graphviz: Graphviz,
): Promise<{ readonly picture: Picture } | { readonly failed: string }> {
  try {
    return { picture: await layOut(figure, graphviz) }
  } catch (problem) {
    return { failed: problem instanceof Error ? problem.message : String(problem) }
  }
}

/** As wide as a page shows without scrolling sideways. */
const pageWidth = 1_200

/** From so many boxes and arrows on labels are left out, which take nearly all of the time, and one layout must do. */
const many = 1_500

/**
 * Where everything of a figure lies: from top to bottom, and where that is too wide, from left to right if that is less
 * so. Rejects as Graphviz does.
 */
async function layOut(figure: Figure, graphviz: Graphviz): Promise<Picture> {
  if (figure.boxes.length === 0) return { width: 0, height: 0, boxes: [], arrows: [], isLabelled: true }
  const isVast = figure.boxes.length + figure.arrows.length >= many
  const shown = isVast ? { ...figure, arrows: figure.arrows.map(withoutLabel) } : figure
  const lay = async (direction: Direction): Promise<Picture> =>
    pictureOf(JSON.parse(await graphviz(figureToDot(shown, direction))) as Answer, shown)
  const down = await lay('TB')
  if (down.width <= pageWidth || isVast) return down
  const across = await lay('LR').catch(() => down)
  return across.width < down.width ? across : down
}

function withoutLabel(arrow: Arrow): Arrow {
  return { ...arrow, lines: [], width: 0, height: 0 }
}

type Direction = 'TB' | 'LR'

/** Graphviz measures in inches and points; a unit of the figure is a point. */
const inch = 72

/** Only sizes and ids are told: no text of the user's reaches Graphviz. */
function figureToDot({ boxes, arrows }: Figure, direction: Direction): string {
  return [
    'digraph {',
    `graph [rankdir=${direction}, nodesep=0.22, ranksep=${direction === 'TB' ? 0.35 : 0.55}, ${effort(boxes.length + arrows.length)}]`,
    'node [shape=box, fixedsize=true, label=""]',
    'edge [arrowsize=0.8]',
    ...boxes.map(({ id, width, height }) => `${id} [width=${width / inch}, height=${height / inch}]`),
    ...arrows.map(({ from, to, width, height }, index) => `${from} -> ${to} [id=${index}${room(width, height)}]`),
    '}',
  ].join('\n')
}

/** For large graphs less time is spent on the last crossings. */
function effort(things: number): string {
  return things < 900 ? 'splines=true' : 'splines=polyline, nslimit=0.5, nslimit1=0.5, mclimit=0.1'
}

/** A label that Graphviz keeps room for and that holds nothing. */
function room(width: number, height: number): string {
  if (width === 0) return ''
  const size = `FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"`
  return `, label=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" ${size}><TR><TD ${size}></TD></TR></TABLE>>`
}

/** What is read of Graphviz' answer. */
interface Answer {
  readonly bb: string
  readonly objects?: readonly { readonly name: string; readonly pos: string }[]
  readonly edges?: readonly { readonly id: string; readonly pos: string; readonly lp?: string }[]
}

function pictureOf({ bb, objects = [], edges = [] }: Answer, { boxes, arrows }: Figure): Picture {
  const [, , width = 0, height = 0] = bb.split(',').map(Number)
  const at = (text: string): Point => {
    const [x = 0, y = 0] = text.split(',').map(Number)
    return { x, y: height - y }
  }
  const places = new Map(objects.map(({ name, pos }) => [name, at(pos)]))
  return {
    width,
    height,
    isLabelled: boxes.length + arrows.length < many,
    boxes: boxes.map((thing) => ({ thing, ...(places.get(thing.id) ?? at('0,0')) })),
    arrows: edges.flatMap(({ id, pos, lp }) => {
      const thing = arrows[Number(id)]
      const points = pos.split(' ')
      const end = points.find((point) => point.startsWith('e,'))
      const curve = points.filter((point) => /^[-\d.]/.test(point)).map(at)
      const tip = end === undefined ? curve.at(-1) : at(end.slice(2))
      return thing && tip ? [{ thing, curve, tip, label: lp === undefined ? null : at(lp) }] : []
    }),
  }
}
