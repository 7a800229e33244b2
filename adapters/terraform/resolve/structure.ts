import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Block, Body } from '../syntax/tree.ts'
import { builtin, misplaced, reservedVariables, type Schema, schemas } from './schema.ts'
import { suggest } from './traverse.ts'

type Report = (diagnostic: Diagnostic) => void

/** Reports what cannot stand where it stands in a block of a file's top level; false where the block is none at all. */
export function checkStructure(block: Block, report: Report): boolean {
  const schema = Object.hasOwn(schemas, block.type) ? schemas[block.type] : undefined
  if (!schema) {
    report(unexpectedBlock(block.type, Object.keys(schemas), block.header))
    return false
  }
  if (!checkLabels(block, schema, report)) return false
  checkNames(block, report)
  checkPlace(block, report)
  checkBody(block, builtin[`${block.type}.${block.labels[0]}`] ?? schema, report)
  return true
}

function unexpectedBlock(type: string, known: Iterable<string>, at: Span): Diagnostic {
  const message = `Unsupported block type: blocks of type "${type}" are not expected here.${suggest(type, known)}`
  return error('INVALID_TEMPLATE', message, at)
}

function checkLabels({ type, labels, header, body }: Block, { labels: wanted }: Schema, report: Report): boolean {
  if (labels.length === wanted.length) return true
  // Where a part of it could not be read, its labels may be wrong for that.
  if (body.skipped) return false
  const isShort = labels.length < wanted.length
  const all = `All ${type} blocks must have ${wanted.length} label${wanted.length === 1 ? '' : 's'} (${wanted.join(', ')}).`
  const message = isShort
    ? `Missing ${wanted[labels.length]} for ${type}: ${all.charAt(0).toLowerCase()}${all.slice(1)}`
    : `Extraneous label for ${type}: ${wanted.length === 0 ? `no labels are expected for ${type} blocks.` : `only ${wanted.length} labels (${wanted.join(', ')}) are expected for ${type} blocks.`}`
  report(error('INVALID_TEMPLATE', message, header))
  return false
}

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u

function checkNames({ type, labels, header, body }: Block, report: Report): void {
  if (type === 'locals') {
    for (const { name, nameSpan } of body.attributes.values()) {
      if (NAME.test(name)) continue
      const message = `Invalid local value name: a name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes, unlike "${name}".`
      report(error('INVALID_TEMPLATE', message, nameSpan))
    }
  }
  for (const label of labels) {
    if (NAME.test(label)) continue
    const what = type === 'data' || type === 'ephemeral' || type === 'resource' ? 'resource' : type
    const message = `Invalid ${what} name: a name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes, unlike "${label}".`
    report(error('INVALID_TEMPLATE', message, header))
  }
  const [name = ''] = labels
  if (type !== 'variable' || !reservedVariables.has(name)) return
  const message = `Invalid variable name: the variable name "${name}" is reserved due to its special meaning inside module blocks.`
  report(error('INVALID_TEMPLATE', message, header))
}

function checkPlace({ type, labels: [of = ''], header }: Block, report: Report): void {
  const place = misplaced[`${type}.${of}`]
  if (place === undefined) return
  const message = `Invalid ${type === 'data' ? 'data source' : 'resource type'}: "${of}" is none. Declare it using a "${place}" block instead of a "${type}" block.`
  report(error('INVALID_TEMPLATE', message, header))
}

function checkBody({ body, header }: Block, schema: Schema, report: Report): void {
  checkArguments(body, schema, header, report)
  for (const inner of body.blocks) {
    const known = Object.hasOwn(schema.blocks, inner.type) ? schema.blocks[inner.type] : undefined
    if (known) {
      if (checkLabels(inner, known, report)) checkBody(inner, known, report)
    } else if (schema.open === 'all') {
      checkDynamic(inner, report)
    } else {
      report(notABlock(inner, schema))
    }
  }
}

function checkArguments(body: Body, schema: Schema, header: Span, report: Report): void {
  const known = [...schema.required, ...schema.optional]
  for (const { name, nameSpan } of body.attributes.values()) {
    if (schema.open !== 'nothing' || known.includes(name)) continue
    const isBlock = Object.hasOwn(schema.blocks, name)
    const hint = isBlock ? ` Did you mean to define a block of type "${name}"?` : suggest(name, known)
    report(
      error(
        'INVALID_TEMPLATE',
        `Unsupported argument: an argument named "${name}" is not expected here.${hint}`,
        nameSpan,
      ),
    )
  }
  // What is absent may stand where nothing could be made out.
  if (body.skipped) return
  for (const name of schema.required) {
    if (body.attributes.has(name)) continue
    const message = `Missing required argument: the argument "${name}" is required, but no definition was found.`
    report(error('INVALID_TEMPLATE', message, header))
  }
}

/** `dynamic` stands for blocks of the provider; what is within them is not known here. */
function checkDynamic(block: Block, report: Report): void {
  for (const inner of block.body.blocks) checkDynamic(inner, report)
  if (block.type !== 'dynamic') return
  const { body, header, labels } = block
  if (labels.length !== 1)
    report(error('INVALID_TEMPLATE', 'A dynamic block has one label, the type of the blocks that it makes.', header))
  if (body.skipped) return
  if (!body.attributes.has('for_each')) {
    const message = 'Missing required argument: the argument "for_each" is required, but no definition was found.'
    report(error('INVALID_TEMPLATE', message, header))
  }
  const contents = body.blocks.filter(({ type }) => type === 'content').length
  if (contents === 1) return
  const message =
    contents === 0
      ? 'Missing "content" block: a dynamic block needs one.'
      : 'Extraneous "content" block: a dynamic block has only one.'
  report(error('INVALID_TEMPLATE', message, header))
}

function notABlock({ type, labels, header }: Block, schema: Schema): Diagnostic {
  const made = type === 'dynamic' ? (labels[0] ?? '') : type
  if (![...schema.required, ...schema.optional].includes(made)) {
    return unexpectedBlock(made, Object.keys(schema.blocks), header)
  }
  const message = `Unsupported block type: blocks of type "${made}" are not expected here. Did you mean to define argument "${made}"? If so, use the equals sign to assign it a value.`
  return error('INVALID_TEMPLATE', message, header)
}
