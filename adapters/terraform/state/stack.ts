import { always } from '../../../model/condition.ts'
import { error } from '../../../model/diagnostic.ts'
import type { Resource } from '../../../model/resource.ts'
import { type SourceFile, startOf } from '../../../model/source.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { eachResource, fromValues, type Planned } from '../plan/changes.ts'
import { isTrue, mapAt, textAt } from '../plan/node.ts'
import { type Opened, openJson, openShown } from '../plan/read.ts'
import { markedText, secretsIn, withoutSecretTexts } from '../plan/secrets.ts'
import type { Plan } from '../plan/stack.ts'
import { targetOf } from '../plan/target.ts'
import { withKnownSecrets } from '../provider-secrets.ts'
import { markSensitive } from '../resolve/marks.ts'
import { stackEntity } from '../settings.ts'
import { type Held, linked } from './held.ts'
import { dependenciesOf, heldInFile } from './raw.ts'

/** Reads a state: what `terraform show -json` wrote of it, or a state file of version 4. All of it is known. */
export function readState(file: SourceFile): Plan {
  const { document, diagnostics } = open(file)
  const none = {
    format: 'terraform-state' as const,
    file,
    document,
    around: [stackEntity(undefined, startOf(file.path))],
    computed: new WeakSet<Value>(),
    isPart: false,
    diagnostics,
  }
  if (!document) return { ...none, resources: [], outputs: new Map(), target: {} }
  const held = isFile(document) ? heldInFile(document) : heldInValues(document)
  const outputs = outputsOf(document)
  const holds = secretsIn([...held.map(({ planned }) => planned.values), ...outputs.values()])
  const marked = held.map(({ planned, dependsOn }) => ({
    planned: { ...planned, values: withoutSecretTexts(planned.values, holds) },
    dependsOn,
  }))
  const resources = linked(marked).map(resourceOf)
  return {
    ...none,
    resources,
    target: targetOf(document, resources),
    outputs: new Map([...outputs].map(([name, value]) => [name, markedText(value, holds)])),
  }
}

function open(file: SourceFile): Opened {
  if (/"format_version"\s*:/.test(file.text)) return openShown(file, 'state')
  const { document, diagnostics } = openJson(file)
  const version = entryOf(document, 'version')?.value
  if (!document || version?.type !== 'scalar' || version.value === 4) return { document, diagnostics }
  const message = `This state file has version ${version.value}; version 4 is read, which Terraform writes since 0.12. Let a current Terraform write it, or give what "terraform show -json" prints.`
  return {
    document: undefined,
    diagnostics: [...diagnostics, error('NOT_EVALUATED', message, version.at ?? startOf(file.path))],
  }
}

function isFile(document: MapValue): boolean {
  return textAt(document, 'format_version') === undefined
}

function heldInValues(document: MapValue): readonly Held[] {
  const held: Held[] = []
  eachResource(mapAt(mapAt(document, 'values'), 'root_module'), '', (resource, module) => {
    if (textAt(resource, 'deposed_key') !== undefined) return
    const inModule = dependenciesOf(resource, 'depends_on')
    held.push({ planned: fromValues(resource, module), dependsOn: inModule })
  })
  return held
}

function outputsOf(document: MapValue): ReadonlyMap<string, Value> {
  const outputs = mapAt(isFile(document) ? document : mapAt(document, 'values'), 'outputs')
  return new Map([...(outputs?.entries ?? [])].map(([name, { value }]) => [name, outputOf(value)]))
}

function outputOf(output: Value): Value {
  const value: Entry | undefined = entryOf(output, 'value')
  const made: Value = value?.value ?? { type: 'scalar', value: null, at: output.at }
  return isTrue(entryOf(output, 'sensitive')?.value) ? markSensitive(made) : made
}

function resourceOf({ address, type, mode, values, at }: Planned): Resource {
  return { id: address, type, mode, properties: withKnownSecrets(type, values), at, exists: always }
}
