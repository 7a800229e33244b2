import { Graphviz } from '@hpcc-js/wasm-graphviz'

/** Graphviz in this thread: what tests draw is small. */
export async function layOutHere(dot: string): Promise<string> {
  return (await Graphviz.load()).layout(dot, 'json', 'dot')
}
