import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Given, Sources } from '../../model/stack.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import { needsExtensions } from './extensions-left.ts'
import { notATemplate, parseTemplate } from './parse.ts'
import { looksLikeTemplate } from './template.ts'
import {
  applyTransforms,
  impliedTransform,
  isExtensions,
  type TransformedTemplate,
  type Transforms,
} from './transforms.ts'

export interface Expanded {
  /** The template with its macros applied and nothing resolved; `undefined` where the file holds no template. */
  readonly template: MapValue | undefined
  /** What was said of the file and by its macros. After an error the service would refuse the template. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The template that the service would deploy: as written, but for the macros that are known. */
export function expandTemplate(
  file: SourceFile,
  given: Given,
  sources: Pick<Sources, 'read'>,
  transforms: Transforms,
): Expanded {
  const { value, diagnostics } = parseTemplate(file)
  if (value === undefined) return { template: undefined, diagnostics }
  if (value.type !== 'map') return { template: undefined, diagnostics: [...diagnostics, notATemplate(file, value)] }
  if (!looksLikeTemplate(value) && !value.entries.has('Transform') && !impliedTransform(value)) {
    const problem = `${file.path} is no template: it has no "Resources" with types like AWS::Lambda::Function.`
    return { template: undefined, diagnostics: [...diagnostics, error('FORMAT_NOT_RECOGNISED', problem, value.at)] }
  }
  const expanded = applyTransforms(value, { file, given, read: (path) => sources.read(path), transforms, prefix: '' })
  const { template, kept } = keepingExtensions(expanded)
  return { template, diagnostics: [...diagnostics, ...expanded.diagnostics.map(tolerant), ...kept] }
}

/** What AWS::LanguageExtensions does when it is deployed is left to it; without it the service would refuse the rest. */
function keepingExtensions({ template, listed, opaque }: TransformedTemplate): {
  readonly template: MapValue
  readonly kept: readonly Diagnostic[]
} {
  const extensions = listed.find(isExtensions)
  if (!extensions || !needsExtensions(template)) return { template, kept: [] }
  const { name, at } = extensions
  const message = `${name} stays listed: loops are expanded where their items are known, its other functions when it is deployed.`
  const kept = [warning('OPAQUE', message, at)]
  const items = [extensions, ...opaque].map((one): Value => ({ type: 'scalar', value: one.name, at: one.at }))
  const transform: Entry = { key: at, value: items.length === 1 && items[0] ? items[0] : { type: 'list', items, at } }
  return {
    template: {
      ...template,
      entries: new Map([...template.entries, ['Transform', transform]]),
    },
    kept,
  }
}

/** A file that is not there is left as it is written, as the service would be given it. */
function tolerant(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === 'PATH_NOT_FOUND' ? { ...diagnostic, severity: 'warning' } : diagnostic
}
