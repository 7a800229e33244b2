import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as program } from '../../cli/program.ts'
import { tokens } from '../../model/secret-tokens.ts'
import { detectSecret } from '../../model/secrets.ts'
import { fakeHost } from '../support/host.ts'
import { serving } from '../support/serving.ts'

const text = (length: number) => 'notReal7'.repeat(40).slice(0, length)
const hex = (length: number) => '0badc0de'.repeat(16).slice(0, length)

/** One of each detector, none of them real: what must come out nowhere, and what is written. */
const planted: Readonly<Record<string, readonly [secret: string, written?: string]>> = {
  anthropic_key: [`sk-ant-api03-${text(40)}`],
  aws_access_key: ['AKIANOTREALNOTREALXX'],
  aws_secret_access_key: [text(40)],
  azure_client_secret: [`abc8Q~${text(33)}`],
  azure_key: [text(88), `AccountName=shop;AccountKey=${text(88)}==;EndpointSuffix=x`],
  basic_authorization: ['c2hvcDpub3QtYS1yZWFsLW9uZQ==', 'Basic c2hvcDpub3QtYS1yZWFsLW9uZQ=='],
  databricks_token: [`dapi${hex(32)}`],
  digitalocean_token: [`dop_v1_${hex(64)}`],
  discord_webhook: [text(60), `https://discord.com/api/webhooks/000000000000000000/${text(60)}`],
  docker_token: [`dckr_pat_${text(27)}`],
  doppler_token: [`dp.st.${text(42)}`],
  github_token: [`ghp_${text(36)}`],
  gitlab_token: [`glpat-${text(24)}`],
  google_api_key: [`AIza${text(35)}`],
  google_client_secret: [`GOCSPX-${text(28)}`],
  grafana_token: [`glsa_${text(32)}_${hex(8)}`],
  hugging_face_token: [`hf_${'notReall'.repeat(5).slice(0, 34)}`],
  json_web_token: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.bm90LWEtcmVhbC1zaWduYXR1cmU'],
  linear_key: [`lin_api_${text(40)}`],
  mailchimp_key: [`${hex(32)}-us14`],
  mailgun_key: [`key-${hex(32)}`],
  new_relic_key: [`NRAK-${'NOTREAL7'.repeat(4).slice(0, 27)}`],
  npm_token: [`npm_${text(36)}`],
  openai_key: [`sk-proj-${text(48)}`],
  password_in_connection_string: ['n0t-this-one', 'Server=db.example;User Id=app;Password=n0t-this-one;'],
  password_in_url: ['n0r-that-one', 'postgres://shop:n0r-that-one@db.example/shop'],
  planetscale_token: [`pscale_tkn_${text(40)}`],
  postman_key: [`PMAK-${hex(24)}-${hex(34)}`],
  private_key: [
    'MIIEplantedplantedplanted',
    '-----BEGIN PRIVATE KEY-----\nMIIEplantedplantedplanted\n-----END PRIVATE KEY-----',
  ],
  pypi_token: [`pypi-AgEIcHlwaS5vcmc${text(60)}`],
  sendgrid_key: [`SG.${text(22)}.${text(43)}`],
  sentry_token: [`sntrys_${text(60)}`],
  shopify_token: [`shpat_${hex(32)}`],
  slack_token: ['xoxb-000000000000-notarealtoken'],
  slack_webhook: ['notarealhooknotareal', 'https://hooks.slack.com/services/T0000000/B0000000/notarealhooknotareal'],
  square_token: [`sq0atp-${text(22)}`],
  stripe_key: [`sk_live_${text(24)}`],
  stripe_webhook_secret: [`whsec_${text(32)}`],
  telegram_token: [`000000000:AA${text(33)}`],
  terraform_token: [`${text(14)}.atlasv1.${text(64)}`],
  twilio_key: [`SK${hex(32)}`],
  vault_token: [`hvs.${text(28)}`],
}
const named = 'planted-by-its-name-0nly'
const secrets = [named, ...Object.values(planted).map(([secret]) => secret)]
const written = Object.entries(planted).map(([detector, [secret, whole = secret]]) => {
  const name = detector === 'aws_secret_access_key' ? 'SECRET_ACCESS_KEY' : `V_${detector}`
  return [name, whole] as const
})

test('one of each detector is planted', () => {
  const detected = written.map(([name, whole]) => detectSecret(name, whole)?.detector)
  expect(detected).toEqual(Object.keys(planted))
  expect(new Set(Object.keys(planted))).toEqual(
    new Set([...tokens.map(([detector]) => detector), ...withoutToken].sort()),
  )
})

const withoutToken = [
  'aws_secret_access_key',
  'basic_authorization',
  'json_web_token',
  'password_in_connection_string',
  'password_in_url',
  'private_key',
]

const one = planted.github_token?.[0] ?? ''
const variables = Object.fromEntries([...written, ['DB_PASSWORD', named]])

/** In every place that a value may go, and where it is wrong as well. */
const template = {
  Parameters: { ApiToken: { Type: 'String', Default: named }, Host: { Type: 'String', Default: one } },
  Resources: {
    Orders: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: one,
        Description: one,
        MemorySize: one,
        Role: 'arn:aws:iam::123456789012:role/orders',
        Code: { S3Bucket: 'builds', S3Key: 'orders.zip' },
        Environment: {
          Variables: { ...variables, ASKED_TOKEN: { Ref: 'ApiToken' }, AT: { 'Fn::Sub': `${one}/\${AWS::Region}` } },
        },
        Tags: [{ Key: 'token', Value: named }],
      },
    },
    Database: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: named, Engine: 'postgres' } },
    Stored: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { SecretString: JSON.stringify({ password: named, key: one }) },
    },
    Machine: {
      Type: 'AWS::EC2::Instance',
      Properties: { UserData: { 'Fn::Base64': Object.values(variables).join('\n') } },
    },
    Build: {
      Type: 'AWS::CodeBuild::Project',
      Properties: { Environment: { EnvironmentVariables: [{ Name: 'API_TOKEN', Value: named }] } },
    },
    Steps: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: 'arn:aws:iam::123456789012:role/steps',
        Definition: { StartAt: 'A', States: { A: { Type: 'Task', Resource: one, Parameters: { password: named } } } },
      },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { StageName: 'prod', RestApiId: 'api', Variables: variables },
    },
  },
  Outputs: { Shown: { Value: one }, Token: { Value: named } },
}

const hcl = `variable "api_token" {
  default = "${named}"
}
locals {
  all = {
${written.map(([name, whole]) => `    ${name} = ${JSON.stringify(whole)}`).join('\n')}
    DB_PASSWORD = "${named}"
    ASKED_TOKEN = var.api_token
  }
}
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  description   = "${one}"
  runtime       = "${one}"
  memory_size   = "${one}"
  role          = "arn:aws:iam::123456789012:role/orders"
  environment {
    variables = local.all
  }
}
resource "aws_db_instance" "shop" {
  password = "${named}"
}
resource "aws_instance" "bastion" {
  user_data = jsonencode(local.all)
}
output "shown" {
  value = "${one}"
}
`

const inputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CloudFormation: { 'template.json': JSON.stringify(template, null, 1) },
  'CloudFormation on one line': { 'template.json': JSON.stringify(template) },
  SAM: { 'template.json': JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', ...template }, null, 1) },
  Terraform: { 'main.tf': hcl },
  'a broken file': { 'main.tf': `${hcl}\nresource "aws_sqs_queue" {{ DB_PASSWORD = "${named}", k = "${one}"\n` },
}

/** The commands that read no stack, or print what the author wrote by design. */
const silent = ['expand', 'explain', 'policy', 'serve', 'help']

let folder: string

/** All that a run prints, whatever its exit code. */
async function run(...args: readonly string[]): Promise<string> {
  const host = fakeHost({
    arguments: args,
    cwd: folder,
    bundle: new URL('../../dist/policies/', import.meta.url),
    policies: new URL('../../policies/', import.meta.url),
    writeFile: (path, text) => writeFileSync(resolve(folder, path), text),
  })
  await program(host)
  return host.printed.output + host.printed.errors
}

/** Every way to run a command that reads stacks: what `--help` tells of it, each format and view. */
async function waysToRun(): Promise<readonly (readonly string[])[]> {
  const stdout = await run('--help')
  const commands = [...((stdout.split('Commands:')[1] ?? '').split('\n\n')[0]?.matchAll(/^ {2}([a-z]+)/gm) ?? [])].map(
    ([, name = '']) => name,
  )
  expect(commands).toEqual(expect.arrayContaining(['check', 'model', 'map']))
  const ways: (readonly string[])[] = []
  for (const command of commands.filter((name) => !silent.includes(name))) {
    const help = (await run(command, '--help')).replaceAll(/\n {10,}/g, ' ')
    ways.push([command, '--verbose'], [command, '--quiet'])
    for (const option of ['--format', '--view']) {
      // `text, json or sarif`, or `entities: what policies see; native: every resource`.
      const line = new RegExp(`${option} <\\w+> +([^\\n]*)`).exec(help)?.[1] ?? ''
      const listed = /(?:[a-z-]+, )*[a-z-]+ or [a-z-]+/.exec(line)?.[0]
      const values = listed ?? [...line.matchAll(/([a-z-]+): /g)].map(([, name]) => name).join(', ')
      for (const value of values.split(/, | or /)) if (/^[a-z-]+$/.test(value)) ways.push([command, option, value])
    }
  }
  return ways
}

function expectNothing(of: string, where: string): void {
  const flat = of.replaceAll('\\n', '\n')
  expect(
    secrets.filter((secret) => flat.includes(secret)),
    where,
  ).toEqual([])
}

describe.each(Object.entries(inputs))('%s', (_name, files) => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portcullis-planted-'))
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('no command shows what is planted, in any format', { timeout: 300_000 }, async () => {
    const ways = await waysToRun()
    expect(ways.map((way) => way.join(' '))).toEqual(
      expect.arrayContaining(['check --format text', 'check --format json', 'model --view native', 'check --verbose']),
    )
    for (const way of ways) {
      const shown = await run(...way, '.')
      expect(shown, way.join(' ')).not.toBe('')
      expectNothing(shown, way.join(' '))
    }
  })

  test('nor does what explains a finding, or a file that a report is written to', { timeout: 120_000 }, async () => {
    await run('check', '.', '--output', 'json=report.json')
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
      readonly findings: readonly { readonly policy: string; readonly fingerprint: string }[]
    }
    const policies = new Map(report.findings.map(({ policy, fingerprint }) => [policy, fingerprint]))
    for (const id of policies.values()) expectNothing(await run('explain', id, '--in', 'report.json'), id)
    for (const name of readdirSync(folder)) {
      if (!(name in files)) expectNothing(readFileSync(join(folder, name), 'utf8'), name)
    }
  })
})

test('no route of the server answers, and no log tells, what was posted', { timeout: 120_000 }, async () => {
  const server = await serving()
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method })),
  )
  expect(routes.length).toBeGreaterThan(0)
  for (const files of Object.values(inputs)) {
    for (const { path, method } of routes) {
      // What is evaluated as it was posted is the caller's own.
      if (path.startsWith('/v1/data') || path.startsWith('/v0/data')) continue
      const body = method === 'post' ? { body: JSON.stringify({ input: { files } }), method: 'POST' } : {}
      const answer = await fetch(server.url + path.replaceAll(/\{\w+\}/g, one), body)
      expectNothing((await answer.text()).replaceAll(path.includes('{') ? one : ' ', ' '), `${method} ${path}`)
    }
  }
  server.signal('SIGTERM')
  const { stdout, stderr } = await server.ended
  expectNothing(stdout + stderr, 'the log')
})
