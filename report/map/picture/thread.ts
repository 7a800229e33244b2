import { parentPort } from 'node:worker_threads'
import { Graphviz } from '@hpcc-js/wasm-graphviz'

/** What the thread is asked: a graph in DOT. */
export type LayoutRequest = string

/** What it answers: the laid out graph, or what Graphviz said. */
export type LayoutAnswer = { readonly laidOut: string } | { readonly failed: string }

parentPort?.on('message', async (dot: LayoutRequest) => {
  parentPort?.postMessage(await answer(dot))
})

async function answer(dot: LayoutRequest): Promise<LayoutAnswer> {
  try {
    const graphviz = await Graphviz.load()
    return { laidOut: graphviz.layout(dot, 'json', 'dot') }
  } catch (problem) {
    return { failed: problem instanceof Error ? problem.message : String(problem) }
  }
}
