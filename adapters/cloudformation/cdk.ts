import { posix } from 'node:path'
import type { SourceFile } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { parseJson } from '../sources/json.ts'
import { textOf } from './intrinsic.ts'

/** What the manifest of a CDK app says of the deployment of one of its templates. */
export interface CdkStack {
  readonly region?: string
  readonly account?: string
  readonly parameters: ReadonlyMap<string, string>
}

/**
 * What `manifest.json` in a folder that `cdk synth` wrote says of its templates, by their file name; empty for another
 * folder. Source: AWS CDK, "cloud assembly schema" (artifacts of type `aws:cloudformation:stack`).
 */
export function cdkStacks(
  folder: string,
  read: (path: string) => SourceFile | undefined,
): ReadonlyMap<string, CdkStack> {
  const file = read(posix.join(folder, 'manifest.json'))
  const artifacts = file && entryOf(parseJson(file).value, 'artifacts')?.value
  const stacks = new Map<string, CdkStack>()
  if (artifacts?.type !== 'map') return stacks
  for (const { value: artifact } of artifacts.entries.values()) {
    if (textOf(entryOf(artifact, 'type')?.value) !== 'aws:cloudformation:stack') continue
    const properties = entryOf(artifact, 'properties')?.value
    const name = textOf(entryOf(properties, 'templateFile')?.value)
    if (name === undefined) continue
    const environment = textOf(entryOf(artifact, 'environment')?.value) ?? ''
    stacks.set(name, { ...placeOf(environment), parameters: textsOf(entryOf(properties, 'parameters')?.value) })
  }
  return stacks
}

/** `aws://123456789012/eu-central-1`; what is not known there begins with `unknown-`. */
function placeOf(environment: string): Pick<Given, 'region' | 'account'> {
  const [, account = '', region = ''] = /^aws:\/\/([^/]*)\/([^/]*)$/.exec(environment) ?? []
  return {
    ...(/^\d{12}$/.test(account) ? { account } : {}),
    ...(/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? { region } : {}),
  }
}

function textsOf(map: Value | undefined): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  if (map?.type !== 'map') return texts
  for (const [name, { value }] of map.entries) {
    const text = textOf(value)
    if (text !== undefined) texts.set(name, text)
  }
  return texts
}
