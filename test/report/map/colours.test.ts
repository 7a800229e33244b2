import { describe, expect, test } from 'vitest'
import { pictureStyle } from '../../../report/map/page/assets.ts'

const [day = '', night = ''] = [...pictureStyle.matchAll(/:root \{([^}]*)\}/g)].map(([, inside]) => inside)

describe.each([
  ['by day', day],
  ['by night', night],
])('%s', (_, style) => {
  const colours = new Map([...style.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, value]) => [name, value]))
  const contrast = (one: string, other: string): number => {
    const [light = 0, dark = 0] = [one, other].map((name) => luminance(colours.get(name) ?? '')).sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  const levels = ['public', 'organisation', 'account', 'private']

  test.each([
    ...['ground', 'panel'].flatMap((ground) => ['text', 'muted', 'accent', 'loop'].map((text) => [text, ground])),
    ...levels.map((level) => [`${level}-text`, level]),
  ])('%s on %s can be read', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each([
    ...['ground', 'panel'].map((ground) => ['edge', ground]),
    ...levels.flatMap((level) => [
      [`${level}-line`, level],
      [`${level}-line`, 'panel'],
    ]),
  ])('a line of %s on %s can be seen', (line, ground) => {
    expect(contrast(line, ground)).toBeGreaterThanOrEqual(3)
  })
})

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
