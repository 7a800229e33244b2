import type { ApplicationMap, StackMap } from '../../model/map.ts'
import { stackTitle } from './names.ts'
import { pictureStyle } from './page/assets.ts'
import { drawPicture, margin } from './picture/draw.ts'
import { figureOf, type LeftOut, sizes } from './picture/figure.ts'
import { type Drawn, type Graphviz, type Picture, tryLayOut } from './picture/layout.ts'
import { digits, escaped, nodeIds } from './picture/markup.ts'
import { onOneLine, textWidth } from './picture/measure.ts'

/**
 * The map as a drawing of its own, the stacks beneath one another, by day and by night as its reader likes. Where
 * Graphviz fails or takes too long, the drawing says so in the place of the stack.
 */
export async function mapToSvg({ stacks }: ApplicationMap, graphviz: Graphviz): Promise<Drawn> {
  const parts: Part[] = []
  for (const [index, stack] of stacks.entries()) parts.push(await drawStack(stack, index, graphviz))
  const width = Math.max(320, ...parts.map((part) => part.width))
  let height = 0
  const placed = parts.map((part) => {
    const moved = `<g transform="translate(0 ${digits(height)})">\n${part.markup}\n</g>`
    height += part.height
    return moved
  })
  const said = stacks.map(stackTitle).join(', ') || 'There is no stack to draw'
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" width="${digits(width)}" height="${digits(Math.max(height, 40))}" viewBox="0 0 ${digits(width)} ${digits(Math.max(height, 40))}">`,
    `<title>Application map: ${escaped(said)}</title>`,
    `<style>${pictureStyle}</style>`,
    `<rect width="100%" height="100%" fill="var(--panel)"/>`,
    ...placed,
    '</svg>\n',
  ].join('\n')
  return { text, undrawn: parts.flatMap(({ undrawn }) => undrawn) }
}

interface Part {
  readonly width: number
  readonly height: number
  readonly markup: string
  readonly undrawn: Drawn['undrawn']
}

const headingHeight = 44

async function drawStack(stack: StackMap, index: number, graphviz: Graphviz): Promise<Part> {
  const figure = figureOf(stack)
  const heading = `<text class="heading" x="${margin}" y="${margin + 14}">${escaped(onOneLine(stackTitle(stack), { size: 15, width: 600 }))}</text>`
  const laidOut = await tryLayOut(figure, graphviz)
  const { markup, width, height } = pictureOrWhyNot(laidOut, (picture) =>
    drawPicture(picture, nodeIds(index, stack.nodes)),
  )
  const remarks = [...key, ...leftOutText(figure.leftOut)]
  const texts = remarks.map(
    (line, at) =>
      `<text class="about" x="${margin}" y="${digits(headingHeight + height + 12 + at * sizes.aboutLine)}">${escaped(line)}</text>`,
  )
  return {
    width: Math.max(width, ...remarks.map((line) => textWidth(line, sizes.about) + 2 * margin)),
    height: headingHeight + height + 24 + remarks.length * sizes.aboutLine,
    markup: `${heading}\n<g transform="translate(0 ${headingHeight})">${markup}</g>\n${texts.join('\n')}`,
    undrawn: 'failed' in laidOut ? [{ stack: stack.id, why: laidOut.failed }] : [],
  }
}

function pictureOrWhyNot(
  laidOut: Awaited<ReturnType<typeof tryLayOut>>,
  draw: (picture: Picture) => string,
): Omit<Part, 'undrawn'> {
  if ('failed' in laidOut) {
    const why = `This stack could not be drawn: ${laidOut.failed}`
    return { width: 640, height: 40, markup: `<text class="name" x="${margin}" y="24">${escaped(why)}</text>` }
  }
  const { picture } = laidOut
  return { width: picture.width + 2 * margin, height: picture.height + 2 * margin, markup: draw(picture) }
}

/** What lines and colours mean. */
const key = [
  'Functions: red: public, orange: organisation, blue: account, green: private. Dashed boxes are defined elsewhere.',
  'Arrows: thick red: part of a loop, dashed: not sure or switched off.',
]

/** What the drawing does not show. */
function leftOutText(leftOut: readonly LeftOut[]): readonly string[] {
  return leftOut.map(({ node, users }) => `Not drawn, since ${users} lead there: ${node.label.slice(0, 60)}`)
}
