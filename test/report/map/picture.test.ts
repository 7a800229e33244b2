import { describe, expect, test } from 'vitest'
import type { StackMap } from '../../../model/map.ts'
import { figureOf, sizes } from '../../../report/map/picture/figure.ts'
import { type Picture, type Placed, tryLayOut } from '../../../report/map/picture/layout.ts'
import { textWidth } from '../../../report/map/picture/measure.ts'
import { exampleMap } from '../../support/example-map.ts'
import { layOutHere } from '../../support/graphviz.ts'
import { largeApplication } from '../../support/large-application.ts'
import { mapOf } from '../../support/map.ts'

async function pictureOf(stack: StackMap): Promise<Picture> {
  const laidOut = await tryLayOut(figureOf(stack), layOutHere)
  if ('failed' in laidOut) throw new Error(laidOut.failed)
  return laidOut.picture
}

describe.each([
  ['the shop in CloudFormation', () => exampleMap('shop/cloudformation')],
  ['the shop in Terraform', () => exampleMap('shop/terraform')],
  ['an application of 200 functions', () => mapOf(largeApplication())],
])('in the drawing of %s', (_, given) => {
  test('no two boxes overlap, and no label lies on a box or on another label', async () => {
    const { boxes, arrows } = await pictureOf(await given())
    const frames = boxes.map(({ thing, x, y }) => area(x, y, thing))
    const labels = arrows.flatMap(({ thing, label }) => (label ? [area(label.x, label.y, thing)] : []))
    expect(overlapping(frames, frames)).toEqual([])
    expect(overlapping(labels, frames)).toEqual([])
    expect(overlapping(labels, labels)).toEqual([])
  })

  test('every name fits its box, and everything lies within the drawing', async () => {
    const { boxes, width, height } = await pictureOf(await given())
    const tooWide = boxes.filter(({ thing }) => !fits(thing))
    expect(tooWide.map(({ thing }) => thing.things)).toEqual([])
    const outside = boxes.filter(({ thing, x, y }) => {
      const { left, right, top, bottom } = area(x, y, thing)
      return left < -1 || top < -1 || right > width + 1 || bottom > height + 1
    })
    expect(outside).toEqual([])
  })

  test('every function is drawn, once', async () => {
    const stack = await given()
    const { boxes } = await pictureOf(stack)
    const drawn = boxes
      .flatMap(({ thing }) => thing.things.map(({ node }) => node))
      .filter(({ kind }) => kind === 'function')
    expect(drawn.map(({ id }) => id).sort()).toEqual(stack.functions.map(({ node }) => node).sort())
  })
})

test('functions that look alike stand in one box, each with its name', async () => {
  const figure = figureOf(await mapOf(largeApplication()))
  const several = figure.boxes.filter(({ things }) => things.length > 1)
  expect(several.map(({ about }) => about)).toContain('10 functions · public')
  expect(figure.boxes.length).toBeLessThan(200)
})

test('what nearly everything leads to is said, not drawn', async () => {
  const { leftOut } = figureOf(await mapOf(largeApplication()))
  expect(leftOut.map(({ node, users }) => [node.label, users])).toContainEqual(['any of logs', 200])
})

type Box = Placed<Picture['boxes'][number]['thing']>['thing']

function fits({ things, about, width, columns }: Box): boolean {
  const room =
    things.length > 1
      ? (width - 2 * sizes.paddingX) / columns - 2 * sizes.gap
      : width - sizes.icon - sizes.gap - 2 * sizes.paddingX
  const isFitting = (text: string, size: number, most: number): boolean => textWidth(text, size) <= most + 0.01
  return (
    things.every(({ lines }) => lines.every((line) => isFitting(line, sizes.name, room))) &&
    isFitting(about, sizes.about, width - sizes.icon - sizes.gap - 2 * sizes.paddingX)
  )
}

interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function area(x: number, y: number, { width, height }: { readonly width: number; readonly height: number }): Area {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

function overlapping(some: readonly Area[], others: readonly Area[]): readonly (readonly [Area, Area])[] {
  const slack = 0.5
  return some.flatMap((one, index) =>
    (some === others ? others.slice(index + 1) : others).flatMap((other) =>
      one.left < other.right - slack &&
      other.left < one.right - slack &&
      one.top < other.bottom - slack &&
      other.top < one.bottom - slack
        ? [[one, other] as const]
        : [],
    ),
  )
}
