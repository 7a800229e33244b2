import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Given, Sources } from '../../model/stack.ts'
import type { MapValue } from '../../model/value.ts'
import { notATemplate, parseTemplate } from './parse.ts'
import { looksLikeTemplate } from './template.ts'
import { applyTransforms, impliedTransform, type Transforms } from './transforms.ts'

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
  return { template: expanded.template, diagnostics: [...diagnostics, ...expanded.diagnostics.map(tolerant)] }
}

/** A file that is not there is left as it is written, as the service would be given it. */
function tolerant(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === 'PATH_NOT_FOUND' ? { ...diagnostic, severity: 'warning' } : diagnostic
}
