import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { defaultLimits } from '../../../adapters/sources/limits.ts'
import { openSources } from '../../../adapters/sources/open.ts'
import { stackMap } from '../../../engine/graph/stack-map.ts'
import { readStacks } from '../../../engine/scan.ts'
import type { MappedFunction, StackMap } from '../../../model/map.ts'
import { nothingGiven, today } from '../../support/scan.ts'

const apps = 'test/equivalence/apps'

describe.each(readdirSync(apps))('%s', (app) => {
  const others = ['sam', 'terraform'].filter((format) => existsSync(`${apps}/${app}/${format}`))

  test.each(others)('has the same map in CloudFormation and in %s', async (format) => {
    const [first, other] = await Promise.all(['cloudformation', format].map((one) => mapIn(`${apps}/${app}/${one}`)))
    expect(other && shown(other)).toEqual(first && shown(first))
  })
})

async function mapIn(folder: string): Promise<StackMap | undefined> {
  const { sources } = await openSources([folder], { cwd: '.', limits: defaultLimits })
  const [stack] = await readStacks(sources, nothingGiven, adapters)
  return stack && stackMap(stack, nothingGiven, today)
}

/** All that a map says but for what formats name in their own way: ids, places, reasons. */
function shown({ functions, nodes, edges, complete }: StackMap) {
  const names = new Map(nodes.map((node) => [node.id, node.kind === 'pattern' ? node.label : node.kind]))
  const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''))
  return {
    complete,
    functions: functions.map((fn) => ({ ...toldOf(fn, nameOf), name: fn.name })),
    edges: edges
      .map(({ from, relation, to, label, sure }) => `${nameOf(from)} ${relation} ${nameOf(to)} ${label} ${sure}`)
      .sort(),
  }
}

function toldOf({ exposure, triggers, limits, loops }: MappedFunction, nameOf: (id: string | null) => string) {
  return {
    exposure: [exposure.level, exposure.sure, exposure.possible, exposure.path.length],
    triggers: triggers
      .map((one) => [one.mechanism, one.label, nameOf(one.source), one.auth, ...one.limits].join(' '))
      .sort(),
    limits,
    loops: loops.map(({ nodes, sure }) => [nodes.map(nameOf).join(' '), sure]),
  }
}
