import { partsOf, renderPart } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { Resolver } from './resolve.ts'

/** The symbol by which stacks know what another one exports. */
export function importSymbol(name: string): string {
  return `import:${name}`
}

/**
 * What a template exports, by the symbol that an import of it has. An export whose name is not known is left out: who
 * imports it nobody can tell. Source: CloudFormation User Guide, "Outputs".
 */
export function exportsOf(
  resolver: Resolver,
  outputs: ReadonlyMap<string, Value | null>,
): readonly (readonly [symbol: string, value: Value])[] {
  return [...resolver.template.outputs].flatMap(([output, { value: body }]) => {
    const value = outputs.get(output)
    const declared = entryOf(body, 'Export')?.value
    const written = declared ? entryOf(declared, 'Name')?.value : undefined
    const name = written ? resolver.resolve(written) : null
    const parts = name ? partsOf(name) : undefined
    if (!value || !parts) return []
    const isKnown = parts.every((part) => typeof part === 'string' || part.type === 'symbol')
    return isKnown ? [[importSymbol(parts.map(renderPart).join('')), value] as const] : []
  })
}
