import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { defaultLimits } from '../../../adapters/sources/limits.ts'
import { openSources } from '../../../adapters/sources/open.ts'
import { stackMap } from '../../../engine/graph/stack-map.ts'
import { readStacks } from '../../../engine/scan.ts'
import type { StackMap } from '../../../model/map.ts'
import { nothingGiven, today } from '../../support/scan.ts'

const corpora = process.env.PORTCULLIS_CORPORA ?? ''
const archives = [
  'cloudformation/templates.tgz',
  'sam/translator.tgz',
  'terraform/language.tgz',
  'terraform/modules.tgz',
]
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(join(corpora, archives[0] ?? ''))

describe.skipIf(!present)('what others wrote (PORTCULLIS_CORPORA)', () => {
  const folder = present ? mkdtempSync(join(tmpdir(), 'portcullis-maps-')) : ''
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(archives)(
    'has a map in which every edge leads from a node to a node: %s',
    { timeout: 600_000 },
    async (archive) => {
      const target = mkdtempSync(join(folder, 'part-'))
      execFileSync('tar', ['-xzf', join(corpora, archive), '-C', target])
      const wrong: string[] = []
      let maps = 0
      for (const path of unitsIn(target)) {
        const { sources } = await openSources([path], { cwd: '/', root: target, limits: defaultLimits })
        for (const stack of await readStacks(sources, nothingGiven, adapters)) {
          maps += 1
          wrong.push(...loose(stackMap(stack, nothingGiven, today)).map((id) => `${path}: ${id}`))
        }
      }
      expect(maps).toBeGreaterThan(30)
      expect(wrong).toEqual([])
    },
  )
})

/** The templates and Terraform roots in a folder. */
function unitsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const roots = new Set<string>()
  for (const { name, parentPath } of files) {
    if (/\.tf(?:\.json)?$/.test(name)) roots.add(parentPath)
    else if (/\.(?:ya?ml|json|template)$/.test(name) && !/^(?:expected|manifest|corpus|plan|case)\.json$/.test(name))
      roots.add(join(parentPath, name))
  }
  return [...roots].filter((path) => !roots.has(dirname(path)))
}

/** Nodes and edges that are named and not there. */
function loose({ nodes, edges, functions, roles }: StackMap): readonly string[] {
  const there = new Set([...nodes, ...edges].map(({ id }) => id))
  const named = [
    ...edges.flatMap(({ from, to }) => [from, to]),
    ...functions.flatMap(({ node, exposure, loops }) => [
      node,
      ...exposure.path,
      ...exposure.possiblePath,
      ...loops.flatMap((loop) => [...loop.path, ...loop.nodes]),
    ]),
    ...roles.flatMap(({ node, usedBy, access }) => [node, ...usedBy, ...access.map(({ target }) => target)]),
    ...nodes.flatMap(({ reachable }) => (reachable ? [reachable.by] : [])),
  ]
  return named.filter((id) => !there.has(id))
}
