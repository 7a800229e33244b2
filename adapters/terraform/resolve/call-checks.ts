import { type Diagnostic, error, warning } from '../../../model/diagnostic.ts'
import type { Block } from '../syntax/tree.ts'
import type { Content, Opaque } from './content.ts'
import { suggest } from './traverse.ts'

/** Arguments of a module call that are about the call. Source: Terraform language, "Modules". */
export const callArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
])

/** Reports what a call gives that its module does not declare, and what it lacks. */
export function checkCall(
  block: Block,
  { declared: { variables } }: Content,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { attributes, skipped } = block.body
  for (const { name, nameSpan } of attributes.values()) {
    if (callArguments.has(name) || variables.has(name)) continue
    const message = `Unsupported argument: an argument named "${name}" is not expected here.${suggest(name, variables.keys())}`
    report(error('INVALID_TEMPLATE', message, nameSpan))
  }
  for (const [name, variable] of variables) {
    if (attributes.has(name) || variable.body.attributes.has('default') || variable.body.skipped || skipped) continue
    const message = `Missing required argument: the argument "${name}" is required, but no definition was found.`
    report(error('INVALID_TEMPLATE', message, block.header))
  }
}

/** Says of a call why its module is not read. What is elsewhere by intention is a warning, what is wrong an error. */
export function reportOpaque(
  address: string,
  block: Block,
  { opaque, path, root }: Opaque,
  report: (diagnostic: Diagnostic) => void,
): void {
  const source = block.body.attributes.get('source')
  const at = source?.expression.span ?? block.header
  const written = source?.expression.type === 'literal' ? ` (${source.expression.value})` : ''
  const rest = 'nothing in it is judged, and its outputs are unknown'
  switch (opaque) {
    case 'remote':
      report(
        warning('OPAQUE', `${address}${written} is not read: ${rest}. After "terraform init" it is.`, block.header),
      )
      return
    case 'missing':
      report(
        error(
          'OPAQUE',
          root === undefined
            ? `Unreadable module directory: ${path} holds no Terraform files, so of ${address} ${rest}.`
            : `Unreadable module directory: ${path} lies outside the checked root, so of ${address} ${rest}. --root ${root} widens the root to hold it.`,
          at,
        ),
      )
      return
    case 'recursive':
      report(error('OPAQUE', `${address} calls a module that it is a part of (${path}), without end: ${rest}.`, at))
      return
    case 'unreadable':
      report(
        source
          ? error(
              'OPAQUE',
              `Variables not allowed: the source of a module is a text alone, so of ${address} ${rest}.`,
              at,
            )
          : error(
              'INVALID_TEMPLATE',
              'Missing required argument: the argument "source" is required, but no definition was found.',
              at,
            ),
      )
  }
}
