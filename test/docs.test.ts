import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...markdownIn('docs')]

test('every diagnostic has a section, and every section a diagnostic', () => {
  const codes = [...read('model/diagnostic.ts').matchAll(/^ {2}\| '([A-Z_]+)'$/gm)].map(([, code]) => code)
  const sections = [...read('docs/diagnostics.md').matchAll(/^### (.+)$/gm)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(10)
  expect([...sections].sort()).toEqual([...codes].sort())
})

test('every section on a diagnostic says something', () => {
  const sections = read('docs/diagnostics.md').split(/^### /m).slice(1)
  const empty = sections.filter((section) => (section.split('\n\n')[1] ?? '').trim().length < 40)
  expect(empty).toEqual([])
})

test.each(pages)('the links of %s lead somewhere', (page) => {
  const broken = linksOf(page).filter(({ file, anchor }) => !existsSync(`${root}/${file}`) || !hasAnchor(file, anchor))
  expect(broken).toEqual([])
})

test('every page can be reached from the README', () => {
  const reached = new Set<string>()
  const follow = (page: string) => {
    if (reached.has(page) || !page.endsWith('.md') || !existsSync(`${root}/${page}`)) return
    reached.add(page)
    for (const { file } of linksOf(page)) follow(file)
  }
  follow('README.md')
  expect(pages.filter((page) => !reached.has(page))).toEqual([])
})

test('the commands in the documents are those of package.json', () => {
  const { scripts, bin } = JSON.parse(read('package.json'))
  const unknown = pages.flatMap((page) =>
    [...read(page).matchAll(/\b(npm run|npx) ([a-z][\w:-]*)/g)].flatMap(([command, runner, name = '']) =>
      name in (runner === 'npx' ? { ...bin, vitest: '', biome: '' } : scripts) ? [] : [`${page}: ${command}`],
    ),
  )
  expect(unknown).toEqual([])
})

test('the README begins with two commands that need nothing else', () => {
  const blocks = [...read('README.md').matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block?.trim())
  expect(blocks.slice(0, 2)).toEqual([
    'npm ci && npx portcullis check examples/shop/cloudformation',
    'npm ci && npm test',
  ])
  expect(existsSync(`${root}/examples/shop/cloudformation`)).toBe(true)
})

interface Link {
  readonly file: string
  readonly anchor: string
}

/** Links to files of the repository; code is passed over. */
function linksOf(page: string): readonly Link[] {
  const text = read(page).replace(/```.*?```/gs, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#')
      return { file: path === '' ? page : posix.join(posix.dirname(page), path), anchor }
    })
}

function hasAnchor(file: string, anchor: string): boolean {
  if (anchor === '') return true
  const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  return headings.includes(anchor)
}

function markdownIn(folder: string): readonly string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
    .sort()
}

function read(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8')
}
