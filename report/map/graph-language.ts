import type { ExposureLevel, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { folded } from './folded.ts'
import { exposures } from './names.ts'

/** How a language for graphs writes a node and an edge. */
export interface Writing {
  readonly node: (node: MapNode, name: string, level: ExposureLevel | undefined) => string
  readonly edge: (edge: MapEdge, from: string, to: string) => string
}

/** What is drawn of a stack in such a language, a line each. Nodes are named by their place: `s0n12`. */
export function linesOf(stack: StackMap, prefix: string, { node, edge }: Writing): readonly string[] {
  const { nodes, edges } = folded(stack)
  const names = new Map(nodes.map(({ id }, index) => [id, `${prefix}n${index}`]))
  const levels = exposures(stack)
  return [
    ...nodes.map((one) => node(one, names.get(one.id) ?? '', levels.get(one.id))),
    ...edges.flatMap((one) => {
      const [from, to] = [names.get(one.from), names.get(one.to)]
      return from === undefined || to === undefined ? [] : [edge(one, from, to)]
    }),
  ]
}

/** What exposed functions look like, in a light drawing. */
export const levelColours: Readonly<Record<ExposureLevel, { fill: string; line: string; text: string }>> = {
  public: { fill: '#fde8e8', line: '#b42318', text: '#7a271a' },
  organisation: { fill: '#fef4e6', line: '#b54708', text: '#7a2e0e' },
  account: { fill: '#eef4ff', line: '#3538cd', text: '#2d31a6' },
  private: { fill: '#ecfdf3', line: '#067647', text: '#074d31' },
}
