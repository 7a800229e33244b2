import { nodeTitle } from '../names.ts'
import { type Arrow, type Box, columnWidth, sizes, type Thing } from './figure.ts'
import { iconOf } from './icons.ts'
import type { Picture, Placed, PlacedArrow, Point } from './layout.ts'
import { digits, escaped, type NodeIds } from './markup.ts'

/** The room around a drawing. */
export const margin = 16

/**
 * The inside of an `svg` element: arrows, then boxes, then labels. Colours come from a style sheet by class. Each thing
 * is a group with the id of its node in `data-node`.
 */
export function drawPicture({ boxes, arrows }: Picture, ids: NodeIds): string {
  const names = new Map(boxes.map(({ thing }) => [thing.id, nameOf(thing)]))
  return [
    `<g transform="translate(${margin} ${margin})">`,
    '<g aria-hidden="true">',
    ...arrows.map(drawArrow),
    '</g>',
    ...boxes.map((box) => drawBox(box, ids)),
    ...arrows.flatMap((arrow) => drawLabel(arrow, names)),
    '</g>',
  ].join('\n')
}

function nameOf({ things, about }: Box): string {
  const [first] = things
  return things.length === 1 && first ? nodeTitle(first.node).label : about
}

function drawArrow({ thing, curve, tip }: PlacedArrow): string {
  const [start, ...rest] = curve
  if (!start) return ''
  const path = `M${at(start)}${rest.length === 0 ? '' : `C${rest.map(at).join(' ')}`}`
  const end = rest.at(-1) ?? start
  return `<g class="${arrowClass('arrow', thing)}" ${ends(thing)}><path d="${path}"/><path class="head" d="${head(end, tip)}"/></g>`
}

function arrowClass(name: string, { sure, off, loop }: Arrow): string {
  return [name, ...(sure ? [] : ['unsure']), ...(off ? ['off'] : []), ...(loop ? ['loop'] : [])].join(' ')
}

function ends({ from, to }: Arrow): string {
  return `data-from="${from}" data-to="${to}"`
}

function at({ x, y }: Point): string {
  return `${digits(x)} ${digits(y)}`
}

/** A triangle from where the line ends to where it points. */
function head(end: Point, tip: Point): string {
  const length = Math.hypot(tip.x - end.x, tip.y - end.y) || 1
  const [dx, dy] = [(tip.x - end.x) / length, (tip.y - end.y) / length]
  const side = (sign: 1 | -1): Point => ({ x: end.x - sign * dy * 3.5, y: end.y + sign * dx * 3.5 })
  return `M${at(side(1))}L${at(tip)}L${at(side(-1))}Z`
}

function drawLabel({ thing, label }: PlacedArrow, names: ReadonlyMap<string, string>): readonly string[] {
  if (!label) return []
  const { lines, height } = thing
  const top = label.y - height / 2 + 2
  const texts = lines.map((line, index) => text(label.x, top + index * sizes.labelLine + 11.5, line))
  const between = escaped(`${names.get(thing.from) ?? ''} to ${names.get(thing.to) ?? ''}`)
  return [
    `<g class="${arrowClass('label', thing)}" ${ends(thing)}><title>${between}: ${escaped(lines.join(' '))}</title>${texts.join('')}</g>`,
  ]
}

function text(x: number, y: number, line: string): string {
  return `<text x="${digits(x)}" y="${digits(y)}">${escaped(line)}</text>`
}

function drawBox({ thing: box, x, y }: Placed<Box>, ids: NodeIds): string {
  const corner = { x: x - box.width / 2, y: y - box.height / 2 }
  const [first] = box.things
  const isOne = box.things.length === 1
  const frame = `<rect class="frame" x="${digits(corner.x)}" y="${digits(corner.y)}" width="${box.width}" height="${box.height}" rx="8"/>`
  const classes = ['box', box.level ?? box.kind, ...(box.external ? ['outside'] : [])].join(' ')
  const group = `<g class="${classes}" data-box="${box.id}"`
  if (isOne && first) {
    return `${group}><g ${handle(first, box, ids)}>${frame}${icon(box, { x: corner.x + sizes.paddingX, y: y - sizes.icon / 2 })}${drawName(first, box, corner)}</g></g>`
  }
  const top = { x: corner.x + sizes.paddingX, y: corner.y + sizes.paddingY }
  const heading = `<text class="about" x="${digits(top.x + sizes.icon + sizes.gap)}" y="${digits(top.y + 12)}">${escaped(box.about)}</text>`
  return `${group}>${frame}${icon(box, top)}${heading}${drawRows(box, top, ids)}</g>`
}

/** What makes a thing be picked, by pointer and by key, and says what it is. */
function handle({ node }: Thing, { level }: Box, ids: NodeIds): string {
  const { label, kind } = nodeTitle(node)
  const said = [label, kind, level ?? '', node.external ? 'defined elsewhere' : '']
    .filter((word) => word !== '')
    .join(', ')
  return `class="thing" data-node="${ids(node.id)}" aria-label="${escaped(said)}"`
}

function icon({ kind }: Box, { x, y }: Point): string {
  return `<path class="icon" transform="translate(${digits(x)} ${digits(y)})" d="${iconOf(kind)}"/>`
}

function drawName({ lines }: Thing, { about }: Box, corner: Point): string {
  const x = digits(corner.x + sizes.paddingX + sizes.icon + sizes.gap)
  const top = corner.y + sizes.paddingY
  const names = lines.map((line, index) => {
    const y = top + index * sizes.nameLine + 13
    return `<text class="name" x="${x}" y="${digits(y)}">${escaped(line)}</text>`
  })
  const below = top + lines.length * sizes.nameLine + 12
  const said = about === '' ? '' : `<text class="about" x="${x}" y="${digits(below)}">${escaped(about)}</text>`
  return `${names.join('')}${said}`
}

/** The names of several things, column by column. */
function drawRows(box: Box, top: Point, ids: NodeIds): string {
  const rows = Math.ceil(box.things.length / box.columns)
  const width = columnWidth(box.things)
  return box.things
    .map((thing, index) => {
      const x = top.x + Math.floor(index / rows) * width
      const y = top.y + sizes.icon + sizes.gap + (index % rows) * sizes.row
      const back = `<rect class="row" x="${digits(x)}" y="${digits(y)}" width="${width}" height="${sizes.row}" rx="4"/>`
      const name = `<text class="name" x="${digits(x + sizes.gap)}" y="${digits(y + 15)}">${escaped(thing.lines[0] ?? '')}</text>`
      return `<g ${handle(thing, box, ids)}>${back}${name}</g>`
    })
    .join('')
}
