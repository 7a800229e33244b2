import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { conditionText, nativeView } from '../../../model/native.ts'
import type { Span } from '../../../model/source.ts'
import type { Stack } from '../../../model/stack.ts'
import type { Value } from '../../../model/value.ts'
import { problemsOf, readOne } from './reading.ts'

// A folder of `golden` is a case: a root module, what it is read as, and where each value stands.
// UPDATE_GOLDEN=1 accepts what is read now; look at the difference before committing it.
const folder = fileURLToPath(new URL('golden', import.meta.url))
const update = process.env.UPDATE_GOLDEN === '1'

test.each(readdirSync(folder).sort())('%s is read as expected, with its places', async (name) => {
  const files = readdirSync(join(folder, name)).filter((file) => !/^(expected|locations)\.json$/.test(file))
  const stack = await readOne(
    Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, name, file), 'utf8')])),
  )
  compare(join(folder, name, 'expected.json'), contentOf(stack))
  compare(join(folder, name, 'locations.json'), placesOf(stack))
})

function compare(path: string, actual: unknown): void {
  if (update) writeFileSync(path, `${JSON.stringify(actual, null, 2)}\n`)
  expect(JSON.parse(JSON.stringify(actual))).toEqual(JSON.parse(readFileSync(path, 'utf8')))
}

function contentOf(stack: Stack): unknown {
  const { entities, parts, aliases, unmapped } = stack.normalise(stack.resources)
  return {
    status: stack.status,
    problems: problemsOf(stack),
    opaque: stack.opaque,
    resources: stack.resources.map(({ id, type, exists, many, properties }) => ({
      id,
      type,
      ...(exists.op === 'true' ? {} : { exists: conditionText(exists) }),
      ...(many ? { many: many.why } : {}),
      properties: nativeView(properties),
    })),
    outputs: Object.fromEntries([...stack.outputs].map(([name, value]) => [name, nativeView(value)])),
    entities: entities.map(({ kind, id, attributes, defaulted }) => ({
      kind,
      id,
      attributes: nativeView(attributes),
      defaulted,
    })),
    parts: parts.map(({ kind, of, owner, attributes }) => ({
      kind,
      of: nativeView(of),
      owner: owner.id,
      attributes: nativeView(attributes),
    })),
    aliases: aliases.map(({ resource, of }) => ({ resource, of: nativeView(of) })),
    unmapped: Object.fromEntries(unmapped),
  }
}

/** `file:line:column-line:column` of each resource and each scalar of its properties, with the way it came. */
function placesOf(stack: Stack): unknown {
  const places: Record<string, string> = {}
  for (const { id, at, properties } of stack.resources) {
    places[id] = place(at)
    collect(properties, id, places)
  }
  return places
}

function collect(value: Value, path: string, places: Record<string, string>): void {
  if (value.type === 'list') {
    for (const [index, item] of value.items.entries()) collect(item, `${path}/${index}`, places)
  } else if (value.type === 'map') {
    for (const [key, entry] of value.entries) collect(entry.value, `${path}/${key}`, places)
  } else if (value.type === 'json') {
    collect(value.value, path, places)
  } else if (value.type === 'choice') {
    if (value.then) collect(value.then, `${path}/then`, places)
    if (value.otherwise) collect(value.otherwise, `${path}/else`, places)
  } else {
    const via = (value.via ?? []).map(({ reason, location }) => ` via ${reason} ${place(location)}`)
    places[path] = place(value.at) + via.join('')
  }
}

function place({ file, startLine, startColumn, endLine, endColumn }: Span): string {
  return `${file}:${startLine}:${startColumn}-${endLine}:${endColumn}`
}
