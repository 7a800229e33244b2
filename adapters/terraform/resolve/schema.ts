/** What may stand in a block of Terraform's own. Source: Terraform language reference, the page of each block. */
export interface Schema {
  /** What its labels are called. */
  readonly labels: readonly string[]
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly blocks: Readonly<Record<string, Schema>>
  /** Where other arguments, or other blocks too, are the business of a provider, backend or module. */
  readonly open: 'nothing' | 'arguments' | 'all'
}

function schema(parts: Partial<Schema>): Schema {
  return { labels: [], required: [], optional: [], blocks: {}, open: 'nothing', ...parts }
}

const anything = schema({ open: 'all' })
const condition = schema({ required: ['condition', 'error_message'] })
const provisioner = schema({
  labels: ['type'],
  optional: ['when', 'on_failure'],
  blocks: { connection: anything },
  open: 'all',
})
const lifecycle = schema({
  optional: ['create_before_destroy', 'prevent_destroy', 'ignore_changes', 'replace_triggered_by'],
  blocks: { precondition: condition, postcondition: condition, action_trigger: anything },
})
const meta = ['count', 'for_each', 'provider', 'depends_on']
const resource = schema({
  labels: ['type', 'name'],
  optional: meta,
  blocks: { lifecycle, connection: anything, provisioner },
  open: 'all',
})
const data = schema({ labels: ['type', 'name'], optional: meta, blocks: { lifecycle }, open: 'all' })

export const schemas: Readonly<Record<string, Schema>> = {
  terraform: schema({
    optional: ['required_version', 'experiments', 'language'],
    blocks: {
      required_providers: schema({ open: 'arguments' }),
      backend: schema({ labels: ['type'], open: 'all' }),
      cloud: anything,
      provider_meta: schema({ labels: ['provider'], open: 'all' }),
      // Of OpenTofu.
      encryption: anything,
    },
  }),
  variable: schema({
    labels: ['name'],
    optional: ['description', 'default', 'type', 'sensitive', 'ephemeral', 'nullable', 'deprecated'],
    blocks: { validation: condition },
  }),
  output: schema({
    labels: ['name'],
    required: ['value'],
    optional: ['description', 'depends_on', 'sensitive', 'ephemeral', 'deprecated'],
    blocks: { precondition: condition },
  }),
  locals: schema({ open: 'arguments' }),
  module: schema({
    labels: ['name'],
    // The source is asked for where the module is looked for.
    optional: ['source', 'version', 'count', 'for_each', 'depends_on', 'providers'],
    open: 'arguments',
  }),
  provider: schema({ labels: ['name'], optional: ['alias', 'version', 'for_each'], open: 'all' }),
  resource,
  data,
  ephemeral: data,
  check: schema({
    labels: ['name'],
    blocks: { data, assert: condition },
  }),
  action: schema({ labels: ['type', 'name'], optional: ['count', 'for_each', 'provider'], open: 'all' }),
  moved: schema({ required: ['from', 'to'] }),
  import: schema({ required: ['to'], optional: ['id', 'identity', 'provider', 'for_each'] }),
  removed: schema({
    required: ['from'],
    blocks: { lifecycle: schema({ required: ['destroy'] }), connection: anything, provisioner },
  }),
}

/** Types of the provider that is a part of Terraform, where they are written in the other kind of block. */
export const misplaced: Readonly<Record<string, string>> = {
  'data.terraform_data': 'resource',
  'resource.terraform_remote_state': 'data',
}

/** The provider that is a part of Terraform: nothing else can be in its resources. Source: Terraform, "terraform_data", "terraform_remote_state". */
export const builtin: Readonly<Record<string, Schema>> = {
  'resource.terraform_data': { ...resource, optional: [...meta, 'input', 'triggers_replace'], open: 'nothing' },
  'data.terraform_remote_state': {
    ...data,
    required: ['backend'],
    optional: [...meta, 'config', 'workspace', 'defaults'],
    open: 'nothing',
  },
}

/** Names that mean something in module blocks, so no variable may have them. */
export const reservedVariables: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'lifecycle',
  'depends_on',
  'locals',
])
