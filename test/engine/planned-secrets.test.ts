import { expect, test } from 'vitest'
import { scanTexts } from '../support/scan.ts'

const written = 'n0t-a-Real-0ne'

/** A database as it is planned, and what its configuration says of the password. */
function plan(password: object, more: object = {}): string {
  const values = { engine: 'postgres', username: 'shop', password: written }
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      {
        address: 'aws_db_instance.shop',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'shop',
        change: { actions: ['create'], after: values, after_unknown: {}, after_sensitive: { password: true } },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address: 'aws_db_instance.shop',
            mode: 'managed',
            type: 'aws_db_instance',
            name: 'shop',
            expressions: { password },
          },
        ],
      },
    },
    ...more,
  })
}

async function reported(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await scanTexts(texts)
  return findings.map(({ policy, verdict }) => `${verdict} ${policy}`).filter((told) => told.includes(' secrets/'))
}

const given = { variables: { db_password: { value: written } } }

test('a password that the configuration of a plan holds as a constant is a literal', async () => {
  expect(await reported({ 'plan.json': plan({ constant_value: written }) })).toEqual(['fail secrets/embedded_secret'])
})

test('a password that a plan was given is told of its parameter, which is not hidden', async () => {
  const texts = { 'plan.json': plan({ references: ['var.db_password'] }, given) }
  expect(await reported(texts)).toEqual(['fail secrets/secret_parameter'])
})

test('so is one that has the default of the sources behind the plan', async () => {
  const texts = {
    'plan.json': plan({ references: ['var.db_password'] }, given),
    'main.tf': `variable "db_password" {
  default = "${written}"
}

resource "aws_db_instance" "shop" {
  engine   = "postgres"
  username = "shop"
  password = var.db_password
}
`,
  }
  expect(await reported(texts)).toEqual(['fail secrets/secret_parameter'])
})

test('a constant of the sources is a literal with a plan as well', async () => {
  const texts = {
    'plan.json': plan({ constant_value: written }),
    'main.tf': `resource "aws_db_instance" "shop" {
  engine   = "postgres"
  username = "shop"
  password = "${written}"
}
`,
  }
  expect(await reported(texts)).toEqual(['fail secrets/embedded_secret'])
})
