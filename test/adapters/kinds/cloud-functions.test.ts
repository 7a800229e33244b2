import { describe, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks } from '../../../engine/scan.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import { shown } from '../../support/derived.ts'
import { nothingGiven, today } from '../../support/scan.ts'

describe('a role on a function of Google Cloud is given', () => {
  const members: readonly (readonly [string, string, string])[] = [
    ['to everyone', '"allUsers"', 'everyone'],
    ['to everyone, in other letters', '"AllUsers"', 'everyone'],
    ['to every account', '"allAuthenticatedUsers"', 'any_account'],
    ['to a user', '"user:jane@example.com"', 'somebody'],
    ['to an account of the configuration', 'google_service_account.caller.member', 'somebody'],
    ['to an account by its address', '"serviceAccount:${google_service_account.caller.email}"', 'somebody'],
    ['to an account that is looked up', 'data.google_service_account.gateway.member', 'somebody'],
    ['to whom a variable says', 'var.caller', 'unknown: caller has no value'],
  ]
  test.each(members)('%s', async (_title, member, who) => {
    const text = `variable "caller" {}
data "google_service_account" "gateway" { account_id = "gateway" }
resource "google_service_account" "caller" { account_id = "caller" }
resource "google_cloud_run_v2_service_iam_member" "b" {
  name   = "shop"
  role   = "roles/run.invoker"
  member = ${member}
}`
    expect(await attribute({ 'main.tf': text }, 'cloud_binding', 'grants')).toEqual([
      { role: 'roles/run.invoker', members: [{ who }] },
    ])
  })

  test('by a document that a data source makes, in JSON syntax', async () => {
    const text = `{
  "data": { "google_iam_policy": { "p": { "binding": { "role": "roles/run.invoker", "members": ["allUsers"] } } } },
  "resource": { "google_cloud_run_service_iam_policy": {
    "b": { "service": "shop", "policy_data": "\${data.google_iam_policy.p.policy_data}" } } }
}`
    expect(await attribute({ 'main.tf.json': text }, 'cloud_binding', 'grants')).toEqual([
      { role: 'roles/run.invoker', members: [{ who: 'everyone' }] },
    ])
  })

  test('by a document of a plan that will be read when it is applied', async () => {
    const binding = [{ role: 'roles/run.invoker', members: ['allUsers'], condition: [] }]
    expect(await attribute({ 'plan.json': planWith(binding) }, 'cloud_binding', 'grants')).toEqual([
      { role: 'roles/run.invoker', members: [{ who: 'everyone' }] },
    ])
  })
})

describe('callers of a function app have to sign in', () => {
  const settings: readonly (readonly [string, string, string])[] = [
    ['not, where nothing is said', '', 'none'],
    ['by settings of version 1', 'auth_settings {\n    enabled = true\n  }', 'required'],
    ['by settings of version 2', 'auth_settings_v2 {\n    auth_enabled = true\n  }', 'required'],
    [
      'or not, by settings of version 2',
      'auth_settings_v2 {\n    auth_enabled = true\n    require_authentication = false\n  }',
      'optional',
    ],
    [
      'or not, by settings of version 1',
      'auth_settings {\n    enabled = true\n    unauthenticated_client_action = "AllowAnonymous"\n  }',
      'optional',
    ],
  ]
  test.each(settings)('%s', async (_title, block, authentication) => {
    const text = `resource "azurerm_linux_function_app" "a" {\n  name = "a"\n  ${block}\n}`
    expect(await attribute({ 'main.tf': text }, 'cloud_function', 'authentication')).toEqual(authentication)
  })
})

test('variables of all containers of a service, and which of them are kept in secrets', async () => {
  const text = `resource "google_cloud_run_v2_service" "shop" {
  name = "shop"
  template {
    containers {
      env {
        name  = "STAGE"
        value = "prod"
      }
    }
    containers {
      env {
        name = "PASSWORD"
        value_source {
          secret_key_ref {
            secret = "password"
          }
        }
      }
    }
  }
}`
  const environment = (await attribute({ 'main.tf': text }, 'cloud_function', 'environment')) as Record<
    string,
    { readonly origin: string; readonly value: string | null }
  >
  const told = Object.entries(environment).map(([name, { origin, value }]) => [name, origin, value])
  expect(told).toEqual([
    ['STAGE', 'literal', 'prod'],
    ['PASSWORD', 'secret', null],
  ])
})

test('a private endpoint of something else is none of a function app', async () => {
  const text = `resource "azurerm_linux_function_app" "a" { name = "a" }
resource "azurerm_storage_account" "s" { name = "s" }
resource "azurerm_private_endpoint" "e" {
  name = "e"
  private_service_connection {
    private_connection_resource_id = azurerm_storage_account.s.id
    subresource_names              = ["blob"]
  }
}`
  expect(await attribute({ 'main.tf': text }, 'cloud_function', 'private_endpoints')).toEqual([])
})

/** An attribute of the only entity of a kind. */
async function attribute(texts: Readonly<Record<string, string>>, kind: KindName, name: string): Promise<unknown> {
  const [stack] = await readStacks(memorySources(texts), nothingGiven, adapters)
  if (!stack) throw new Error('there is no stack')
  const { table } = entitiesOf(stack, new Map(), nothingGiven, today)
  const [entity, ...others] = [...(table.get(kind)?.values() ?? [])].filter(({ external }) => !external)
  if (others.length > 0) throw new Error(`there are several of the kind ${kind}`)
  const found = entity?.attributes.entries.get(name)
  return found && shown(found)
}

/** A plan with a policy whose document is read from a data source only when it is applied. */
function planWith(binding: unknown): string {
  const policy = { type: 'google_cloud_run_v2_service_iam_policy', name: 'b', mode: 'managed' }
  const document = { type: 'google_iam_policy', name: 'p', mode: 'data' }
  const policyAddress = 'google_cloud_run_v2_service_iam_policy.b'
  const change = { before: null, before_sensitive: false, after_sensitive: {} }
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: { root_module: { resources: [{ ...policy, address: policyAddress, values: { name: 'shop' } }] } },
    resource_changes: [
      {
        ...policy,
        address: policyAddress,
        change: { ...change, actions: ['create'], after: { name: 'shop' }, after_unknown: { policy_data: true } },
      },
      {
        ...document,
        address: 'data.google_iam_policy.p',
        change: { ...change, actions: ['read'], after: { binding }, after_unknown: { policy_data: true } },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            ...policy,
            address: policyAddress,
            expressions: {
              name: { constant_value: 'shop' },
              policy_data: { references: ['data.google_iam_policy.p.policy_data', 'data.google_iam_policy.p'] },
            },
          },
          { ...document, address: 'data.google_iam_policy.p', expressions: {} },
        ],
      },
    },
  })
}
