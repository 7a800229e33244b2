import { describe, expect, test } from 'vitest'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { terraformAdapter } from '../../../adapters/terraform/adapter.ts'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne } from './reading.ts'

/** The resources by address, each with its properties. */
async function resources(files: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const stack = await readOne(files)
  expect(problemsOf(stack)).toEqual([])
  return Object.fromEntries(stack.resources.map(({ id, properties }) => [id, nativeView(properties)]))
}

describe('a local module', () => {
  test('is read with what it is given, for each instance of its call, and gives its outputs', async () => {
    const found = await resources({
      'live/main.tf': `provider "aws" {}
module "queue" {
  source   = "../modules/queue"
  for_each = { jobs = 30, mail = 60 }
  name     = "\${each.key}-queue"
  delay    = each.value
}
resource "aws_lambda_function" "f" {
  environment {
    variables = { jobs = module.queue["jobs"].name, all = join(",", [for key, queue in module.queue : queue.name]) }
  }
}
`,
      'modules/queue/main.tf': `variable "name" {}
variable "delay" {
  type = number
}
resource "aws_sqs_queue" "this" {
  count         = 1
  name          = var.name
  delay_seconds = var.delay
}
output "name" {
  value = aws_sqs_queue.this[0].name
}
`,
    })
    expect(found).toEqual({
      'aws_lambda_function.f': {
        environment: [{ variables: { jobs: 'jobs-queue', all: 'jobs-queue,mail-queue' } }],
      },
      'module.queue["jobs"].aws_sqs_queue.this[0]': { name: 'jobs-queue', delay_seconds: 30 },
      'module.queue["mail"].aws_sqs_queue.this[0]': { name: 'mail-queue', delay_seconds: 60 },
    })
  })

  test('tells of each value the way it came: the call, and the local in the caller', async () => {
    const { resources } = await readOne({
      'main.tf': 'locals {\n  name = "jobs"\n}\nmodule "q" {\n  source = "./q"\n  name   = local.name\n}\n',
      'q/main.tf': 'variable "name" {}\nresource "aws_sqs_queue" "q" {\n  name = var.name\n}\n',
    })
    expect(resources[0]?.properties.entries.get('name')?.value).toMatchObject({
      value: 'jobs',
      at: { file: 'q/main.tf', startLine: 3 },
      via: [
        { reason: 'local', location: { file: 'main.tf', startLine: 2 } },
        { reason: 'module', location: { file: 'main.tf', startLine: 6 } },
      ],
    })
  })

  test('hands whole resources out: their attributes are those of the resource', async () => {
    const found = await resources({
      'main.tf': `module "q" {
  source = "./q"
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = module.q.queue.arn
  function_name    = module.q.queue.name
}
`,
      'q/main.tf':
        'resource "aws_sqs_queue" "q" {\n  name = "jobs"\n}\noutput "queue" {\n  value = aws_sqs_queue.q\n}\n',
    })
    expect(found['aws_lambda_event_source_mapping.m']).toEqual({
      event_source_arn: { $unknown: { why: 'it is known after deployment', refs: ['module.q.aws_sqs_queue.q.arn'] } },
      function_name: 'jobs',
    })
  })

  test('may need what needs it, as long as no value needs itself', async () => {
    const files = {
      'main.tf': `module "a" {
  source = "./m"
  one    = "start"
  two    = module.b.one
}
module "b" {
  source = "./m"
  one    = module.a.one
  two    = "end"
}
`,
      'm/main.tf': `variable "one" {}
variable "two" {}
resource "aws_sqs_queue" "q" {
  name = var.two
}
output "one" {
  value = "\${var.one}!"
}
`,
    }
    expect(await resources(files)).toEqual({
      'module.a.aws_sqs_queue.q': { name: 'start!!' },
      'module.b.aws_sqs_queue.q': { name: 'end' },
    })
    const circle = { ...files, 'main.tf': files['main.tf'].replace('"start"', 'module.b.one') }
    expect((await readOne(circle)).diagnostics.map(({ code }) => code)).toContain('REFERENCE_CYCLE')
  })

  test('has the default tags of the provider that it is handed', async () => {
    const found = await resources({
      'main.tf': `provider "aws" {
  alias = "west"
  default_tags {
    tags = { region = "west" }
  }
}
module "q" {
  source    = "./q"
  providers = { aws = aws.west }
}
`,
      'q/main.tf': 'resource "aws_sqs_queue" "q" {}\n',
    })
    expect(found).toEqual({ 'module.q.aws_sqs_queue.q': { tags_all: { region: 'west' } } })
  })

  test('knows its own folder, and files from that of the root', async () => {
    const found = await resources({
      'live/main.tf': 'provider "aws" {}\nmodule "fn" {\n  source = "../modules/fn"\n}\n',
      'live/name.txt': 'of the root',
      'modules/fn/main.tf':
        'resource "aws_lambda_function" "f" {\n  description = file("${path.module}/name.txt")\n  handler = file("name.txt")\n  role = path.root\n}\n',
      'modules/fn/name.txt': 'of the module',
    })
    expect(found['module.fn.aws_lambda_function.f']).toEqual({
      description: 'of the module',
      handler: 'of the root',
      role: '.',
    })
  })
})

describe('what is wrong with a call is said where it stands', () => {
  const module = 'variable "name" {\n  type = string\n}\noutput "name" {\n  value = var.name\n}\n'
  test.each<[string, string, string]>([
    [
      'an argument too many',
      '  name = "a"\n  nam  = "b"',
      'error INVALID_TEMPLATE main.tf:4:3 Unsupported argument: an argument named "nam" is not expected here. Did you mean "name"?',
    ],
    [
      'one too few',
      '',
      'error INVALID_TEMPLATE main.tf:1:1 Missing required argument: the argument "name" is required, but no definition was found.',
    ],
    [
      'the name of an output that is none',
      '  name = "a"\n}\noutput "x" {\n  value = module.m.nam',
      'error REFERENCE_NOT_FOUND main.tf:6:20 Unsupported attribute: this object does not have an attribute named "nam": the module has no such output. Did you mean "name"?',
    ],
    [
      'an output of many instances without an index',
      '  name = "a"\n  count = 2\n}\noutput "x" {\n  value = module.m.name',
      "error INVALID_VALUE main.tf:7:20 Unsupported attribute: can't access attributes on a list of objects. Each instance has an index, like [0]; [*].name gives that of all.",
    ],
    [
      'a call that is not there',
      '  name = "a"\n}\noutput "x" {\n  value = module.n.name',
      'error REFERENCE_NOT_FOUND main.tf:6:18 Reference to undeclared module: no module call named "n" is declared in this module. Did you mean "m"?',
    ],
  ])('%s', async (_, given, problem) => {
    const stack = await readOne({ 'main.tf': `module "m" {\n  source = "./m"\n${given}\n}\n`, 'm/main.tf': module })
    expect(problemsOf(stack)).toEqual([problem])
    expect(stack.status).toBe('failed')
  })

  test.each<[string, string, string]>([
    [
      './missing',
      'module.m',
      'Unreadable module directory: missing holds no Terraform files, so of module.m nothing in it is judged, and its outputs are unknown.',
    ],
    [
      '../../etc',
      'module.m',
      'Unreadable module directory: ../../etc holds no Terraform files, so of module.m nothing in it is judged, and its outputs are unknown.',
    ],
    [
      './m',
      'module.m.module.again',
      'module.m.module.again calls a module that it is a part of (m), without end: nothing in it is judged, and its outputs are unknown.',
    ],
  ])('a source that leads nowhere: %s', async (source, opaque, message) => {
    const stack = await readOne({
      'main.tf': `module "m" {\n  source = "${source}"\n}\n`,
      'm/main.tf': 'module "again" {\n  source = "../m"\n}\n',
    })
    expect(stack.diagnostics.find((each) => each.code === 'OPAQUE')?.message).toBe(message)
    expect(stack.opaque).toEqual([opaque])
  })

  test('a source outside of what may be read, with the root that would hold it', async () => {
    const files = memorySources({ 'roots/api/main.tf': 'module "m" {\n  source = "../../modules/role"\n}\n' })
    const sources = { ...files, widened: (path: string) => (path === 'modules/role' ? '.' : undefined) }
    const [stack] = await terraformAdapter.read(sources, { parameters: new Map(), variables: new Map() })
    expect(stack && problemsOf(stack)).toEqual([
      'error OPAQUE roots/api/main.tf:2:12 Unreadable module directory: modules/role lies outside the checked root, so of module.m nothing in it is judged, and its outputs are unknown. --root . widens the root to hold it.',
    ])
  })
})

describe('a module that terraform init has installed', () => {
  const files = {
    'main.tf': 'module "q" {\n  source  = "team/queue/aws"\n  version = "~> 2.0"\n}\n',
    '.terraform/modules/q/main.tf': 'resource "aws_sqs_queue" "q" {}\n',
  }
  const manifest = (source: string) =>
    JSON.stringify({ Modules: [{ Key: 'q', Source: source, Version: '2.1.0', Dir: '.terraform/modules/q' }] })

  test('is read', async () => {
    const stack = await readOne({
      ...files,
      '.terraform/modules/modules.json': manifest('registry.example/team/queue/aws'),
    })
    expect([stack.resources.map(({ id }) => id), problemsOf(stack)]).toEqual([['module.q.aws_sqs_queue.q'], []])
  })

  test('is not taken for another one', async () => {
    const stack = await readOne({
      ...files,
      '.terraform/modules/modules.json': manifest('registry.example/team/topic/aws'),
    })
    expect([stack.resources, stack.opaque]).toEqual([[], ['module.q']])
  })
})

test('a type of blocks of which a dynamic block makes none is known to have none', async () => {
  const stack = await readOne(`
variable "rules" {
  default = []
}
resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port = ingress.value
    }
  }
}
`)
  const properties = stack.resources[0]?.properties
  expect(properties && nativeView(properties)).toEqual({ ingress: [] })
})

describe('the region of a provider is that of its data sources', () => {
  const outputs = 'output "it" {\n  value = [data.aws_region.here.name, data.aws_region.there.name]\n}\n'
  const data =
    'data "aws_region" "here" {}\ndata "aws_region" "there" {\n  provider = aws.west\n}\ndata "aws_partition" "p" {}\n'
  const shown = async (files: Record<string, string>, given = {}) => {
    const stack = await readOne(files, given)
    const value = stack.outputs.get('it')
    return [problemsOf(stack), value && nativeView(value)]
  }

  test('written out, by a variable, by alias', async () => {
    const providers =
      'provider "aws" {\n  region = var.region\n}\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\nvariable "region" {\n  default = "eu-north-1"\n}\n'
    expect(await shown({ 'main.tf': providers + data + outputs })).toEqual([[], ['eu-north-1', 'us-west-2']])
    expect(await shown({ 'main.tf': providers + data + outputs }, { region: 'eu-west-1' })).toEqual([
      [],
      ['eu-west-1', 'eu-west-1'],
    ])
  })

  test('handed to a module', async () => {
    const root =
      'provider "aws" {\n  region = "eu-north-1"\n}\nprovider "aws" {\n  alias  = "w"\n  region = "us-west-2"\n}\nmodule "m" {\n  source    = "./m"\n  providers = { aws = aws, aws.west = aws.w }\n}\noutput "it" {\n  value = module.m.it\n}\n'
    expect(await shown({ 'main.tf': root, 'm/main.tf': data + outputs })).toEqual([[], ['eu-north-1', 'us-west-2']])
  })

  test('unknown where it is that of a data source, or where it has none', async () => {
    const symbol = { $unknown: { why: 'the region that is deployed to is not given', refs: ['region'] } }
    const providers =
      'provider "aws" {\n  region = data.aws_region.here.name\n}\nprovider "aws" {\n  alias = "west"\n}\n'
    expect(await shown({ 'main.tf': providers + data + outputs })).toEqual([[], [symbol, symbol]])
  })
})

test('the workspace is the one that is selected, in modules too', async () => {
  const files = {
    'main.tf': 'module "m" {\n  source = "./m"\n}\noutput "it" {\n  value = [terraform.workspace, module.m.it]\n}\n',
    'm/main.tf': 'output "it" {\n  value = terraform.workspace\n}\n',
  }
  const workspaces = async (more: Record<string, string>) => {
    const value = (await readOne({ ...files, ...more })).outputs.get('it')
    return value && nativeView(value)
  }
  expect(await workspaces({})).toEqual(['default', 'default'])
  expect(await workspaces({ '.terraform/environment': 'staging\n' })).toEqual(['staging', 'staging'])
})
