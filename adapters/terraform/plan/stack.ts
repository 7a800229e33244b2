import { always } from '../../../model/condition.ts'
import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Entity } from '../../../model/entity.ts'
import type { Resource } from '../../../model/resource.ts'
import { type SourceFile, startOf } from '../../../model/source.ts'
import type { Given, Stack } from '../../../model/stack.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import type { TerraformJson } from '../../sources/terraform-json.ts'
import { withKnownSecrets } from '../provider-secrets.ts'
import { stackEntity } from '../settings.ts'
import { type Bound, bindAll } from './bind-all.ts'
import { type Planned, plannedOf } from './changes.ts'
import { type ConfiguredModule, readConfiguration } from './configuration.ts'
import { isTrue } from './node.ts'
import { normalisePlanned } from './normalise.ts'
import { outputsOf } from './outputs.ts'
import { providerEntities } from './providers.ts'
import { openShown } from './read.ts'
import { markedText, secretsIn, withoutSecretTexts } from './secrets.ts'
import { targetOf } from './target.ts'
import { sensitiveVariables, variableEntities } from './variables.ts'

/** A plan or state, read. */
export interface Plan {
  readonly format: TerraformJson
  readonly file: SourceFile
  readonly document: MapValue | undefined
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** Variables, providers, and the stack itself. */
  readonly around: readonly Entity[]
  /** Values that are unknown because the provider computes them: nobody configured them. */
  readonly computed: WeakSet<Value>
  readonly isPart: boolean
  /** Where it is deployed to. */
  readonly target: Pick<Given, 'account' | 'region'>
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a plan as `terraform show -json` writes it. */
export function readPlan(file: SourceFile): Plan {
  const { document, diagnostics } = openShown(file, 'plan')
  const computed = new WeakSet<Value>()
  if (!document) {
    const none = { resources: [], outputs: new Map(), around: [], isPart: false, target: {} }
    return { format: 'terraform-plan', file, document, ...none, computed, diagnostics }
  }
  const root = readConfiguration(document)
  const { planned, outputs } = bindAll(withheld(document, root), root, computed)
  const resources = planned.map(resourceOf)
  return {
    format: 'terraform-plan',
    file,
    document,
    resources,
    target: targetOf(document, resources),
    outputs,
    around: [
      ...variableEntities(document, root),
      ...providerEntities(document),
      stackEntity(undefined, startOf(file.path)),
    ],
    computed,
    isPart: document.entries.has('complete') && !isTrue(document.entries.get('complete')?.value),
    diagnostics: [...diagnostics, ...failedRun(document)],
  }
}

/** What is planned, with each text marked that is sensitive anywhere in it. */
function withheld(document: MapValue, root: ConfiguredModule | undefined): Bound {
  const planned = plannedOf(document)
  const outputs = outputsOf(document)
  const holds = secretsIn([
    ...planned.map(({ values }) => values),
    ...outputs.values(),
    ...sensitiveVariables(document, root),
  ])
  const mark = (values: MapValue): MapValue => withoutSecretTexts(values, holds)
  return {
    planned: planned.map((one) => ({ ...one, values: mark(one.values) })),
    outputs: new Map([...outputs].map(([name, value]) => [name, markedText(value, holds)])),
  }
}

function resourceOf({ address, type, mode, values, at, many }: Planned): Resource {
  return {
    id: address,
    type,
    mode,
    properties: withKnownSecrets(type, values),
    at,
    exists: always,
    ...(many === undefined ? {} : { many: { why: many, needs: [] } }),
  }
}

function failedRun(document: MapValue): readonly Diagnostic[] {
  const errored = document.entries.get('errored')
  if (!isTrue(errored?.value)) return []
  const message =
    'This plan is of a run that failed: what Terraform did not reach is missing from it. Plan again, and check what comes of it.'
  return [error('NOT_EVALUATED', message, errored?.key ?? null)]
}

/** A plan or state as a stack, for itself. What is given of the account and region wins over what it tells of them. */
export function planStack(plan: Plan, { account, region }: Given): Stack {
  const { format, file, resources, outputs, diagnostics, isPart, target } = plan
  const isWhole = !diagnostics.some(({ severity }) => severity === 'error')
  return {
    id: file.path,
    path: file.path,
    format,
    status: isWhole ? 'complete' : resources.length > 0 ? 'partial' : 'failed',
    scope: isPart ? 'fragment' : 'stack',
    files: [file.path],
    resources,
    outputs,
    opaque: [],
    ...(isPart
      ? { open: { why: 'the plan is of a part of the configuration (targets or deferred changes)', needs: [] } }
      : {}),
    diagnostics,
    deployedTo: {
      ...target,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    },
    normalise: (judged) => normalisePlanned(judged, plan),
  }
}
