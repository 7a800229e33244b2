import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { defaultLimits, type Limits, type Parsed, parseJson } from '../sources/json.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads a template, JSON or YAML, into values with places. Short tags (`!Sub`) become what they are short for
 * (`{"Fn::Sub": …}`), so nothing downstream knows which of the two was written.
 */
export function parseTemplate(file: SourceFile, limits: Limits = defaultLimits): Parsed {
  if (!/^\uFEFF?\s*\{/.test(file.text)) return parseYaml(file, limits)
  const json = parseJson(file, limits)
  if (json.value !== undefined || !json.diagnostics.some(isSyntax)) return json
  // The service reads what begins like JSON as YAML too: comments and trailing commas are fine.
  const yaml = parseYaml(file, limits)
  return yaml.value === undefined ? json : yaml
}

function isSyntax(diagnostic: Diagnostic): boolean {
  return diagnostic.code === 'SYNTAX'
}

/** The map that a template is; otherwise says what it is instead. */
export function notATemplate(file: SourceFile, value: Value): Diagnostic {
  const what = value.type === 'list' ? 'a list' : 'a single value'
  return error('INVALID_TEMPLATE', `${file.path} holds ${what}; a template is a map with "Resources".`, value.at)
}
