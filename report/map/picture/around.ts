import { groupBy } from '../../text/group.ts'
import type { Arrow, Box, Figure } from './figure.ts'

/** From so many boxes on a drawing is large: what is picked is then drawn with its surroundings alone. */
const large = 40

/** Surroundings larger than this are no easier to read than the whole. */
const mostBoxes = 60

/** For so many boxes nobody draws the surroundings of each. */
const tooMany = 1_500

/** Of a large figure, the surroundings of each of its boxes, as figures of their own; of a small one, none. */
export function surroundings(figure: Figure): readonly (readonly [box: string, figure: Figure])[] {
  const { boxes, arrows } = figure
  if (boxes.length < large || boxes.length > tooMany) return []
  const web: Web = {
    boxes: new Map(boxes.map((box) => [box.id, box])),
    into: new Map(groupBy(arrows, ({ to }) => to)),
    outOf: new Map(groupBy(arrows, ({ from }) => from)),
  }
  return boxes.flatMap(({ id }) => {
    const around = surroundingsOf(id, web)
    return around.boxes.length > mostBoxes ? [] : [[id, around] as const]
  })
}

interface Web {
  readonly boxes: ReadonlyMap<string, Box>
  readonly into: ReadonlyMap<string, readonly Arrow[]>
  readonly outOf: ReadonlyMap<string, readonly Arrow[]>
}

/** What is behind a source is drawn where it is no more than this. */
const mostBehind = 6

/** What leads to a box and what is behind that; what it leads to, through its role. */
function surroundingsOf(id: string, { boxes, into, outOf }: Web): Figure {
  const near = into.get(id) ?? []
  const behind = near.flatMap(({ from }) => {
    const found = into.get(from) ?? []
    return found.length > mostBehind ? [] : found
  })
  const after = outOf.get(id) ?? []
  const permitted = after.flatMap(({ to }) => (boxes.get(to)?.kind === 'role' ? (outOf.get(to) ?? []) : []))
  const arrows = [...new Set([...behind, ...near, ...after, ...permitted])]
  const names = new Set([id, ...arrows.flatMap(({ from, to }) => [from, to])])
  return { boxes: [...names].flatMap((name) => boxes.get(name) ?? []), arrows, leftOut: [] }
}
