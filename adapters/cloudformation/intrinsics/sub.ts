import type { Value } from '../../../model/value.ts'
import { scalar } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Call, type Intrinsic, refuse, textOf } from '../intrinsic.ts'

/** `${Name}`, `${Resource.Attribute}` and `${!Literal}`; names of the second argument come before the template's. */
export const sub: Intrinsic = {
  name: 'Fn::Sub',
  resolve: (call) => {
    const { argument, at } = call
    const [text, variables] = argument.type === 'list' ? argument.items : [argument]
    const written = text?.type === 'map' ? call.resolver.resolve(text) : text
    if (written?.type === 'unknown') return { ...written, at }
    const template = textOf(written)
    if (template === undefined) return refuse(call, 'it takes a text, or a list of a text and a map.')
    if (variables !== undefined && variables.type !== 'map')
      return refuse(call, 'its second argument must be a map of variables.')
    const pieces = piecesOf(template).map((piece) => {
      if (typeof piece === 'string') return scalar(piece, at)
      const variable = variables?.entries.get(piece.name)
      return variable ? call.resolver.resolve(variable.value) : templateValue(piece.name, call)
    })
    return overChoices(pieces, at, (chosen) => {
      const joined = call.resolver.join(
        chosen.filter((piece) => piece !== null),
        at,
      )
      return (
        joined ??
        refuse(call, `"${chosen.flatMap(listName(pieces, template)).join('", "')}" is no text, but a list or a map.`)
      )
    })
  },
}

const variable = /\$\{([^{}]*)\}/g

/** Literal pieces and the names between them. */
function piecesOf(template: string): readonly (string | { readonly name: string })[] {
  const pieces: (string | { readonly name: string })[] = []
  let from = 0
  for (const match of template.matchAll(variable)) {
    const name = (match[1] ?? '').trim()
    pieces.push(template.slice(from, match.index))
    pieces.push(name.startsWith('!') ? `\${${name.slice(1)}}` : { name })
    from = match.index + match[0].length
  }
  pieces.push(template.slice(from))
  return pieces.filter((piece) => piece !== '')
}

function templateValue(name: string, { resolver, at }: Call): Value | null {
  const dot = name.indexOf('.')
  return dot === -1 ? resolver.named(name, at) : resolver.attribute(name.slice(0, dot), name.slice(dot + 1), at)
}

function listName(
  pieces: readonly (Value | null)[],
  template: string,
): (value: Value | null, index: number) => string[] {
  const names = piecesOf(template)
  return (value, index) => {
    const piece = names[pieces.length === names.length ? index : -1]
    return (value?.type === 'list' || value?.type === 'map') && typeof piece === 'object' ? [piece.name] : []
  }
}
