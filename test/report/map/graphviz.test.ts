import { afterEach, expect, test } from 'vitest'
import { builtFile } from '../../../engine/bundle/load.ts'
import { type GraphvizThread, startGraphviz } from '../../../report/map/picture/graphviz.ts'

const threads: GraphvizThread[] = []
function started(limitMs?: number): GraphvizThread {
  const thread = startGraphviz(builtFile('report/map/picture/thread.js'), limitMs)
  threads.push(thread)
  return thread
}
afterEach(() => {
  for (const thread of threads.splice(0)) thread.close()
})

test('a graph is laid out in a thread', async () => {
  const laidOut = JSON.parse(await started().layOut('digraph { a -> b }'))
  expect(laidOut.objects.map(({ name }: { readonly name: string }) => name)).toEqual(['a', 'b'])
})

test('what Graphviz does not understand is said, and the next graph is laid out', async () => {
  const { layOut } = started()
  await expect(layOut('digraph {')).rejects.toThrow(/syntax error/)
  await expect(layOut('digraph { a }')).resolves.toContain('"a"')
})

test('what takes too long is ended, and after some of it no other is tried', async () => {
  const { layOut } = started(1)
  for (let time = 0; time < 3; time++)
    await expect(layOut('digraph { a -> b }')).rejects.toThrow('took longer than 0.001 s')
  await expect(layOut('digraph { a -> b }')).rejects.toThrow('too many others took too long')
})
