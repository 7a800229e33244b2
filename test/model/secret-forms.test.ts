import { expect, test } from 'vitest'
import { formOf, type SecretForm } from '../../model/secret-forms.ts'
import { holdsPlainSecret, isPlainSecret, namesSecret } from '../../model/secret-names.ts'

const forms: Readonly<Record<SecretForm, readonly string[]>> = {
  empty: ['', '  '],
  flag: ['true', 'Disabled', 'none', 'SecureString'],
  number: ['0', '-12', '3.5'],
  placeholder: ['CHANGE_ME', '<password>', 'your-password', '****', 'replace me', 'TODO', '%PASSWORD%', 'xxxxxxxx'],
  expression: [
    'a ${TOKEN}',
    '{{resolve:ssm:/shop/token}}',
    '$.detail.token',
    'a \uFFFC b',
    '$context.authorizer.token',
  ],
  location: [
    'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf',
    'https://login.acme.example/token',
    '/shop/prod/password',
    './key.pem',
    'shop/prod/password',
    'ssm:/shop/token',
    'db.acme.internal:5432',
    'shop@acme.example',
  ],
  name: ['orders-db-credentials', 'StripeApiKey', 'x-api-key', 'shop.token'],
  words: ['hunter', 'correct horse battery', 'admin'],
  text: ['n0t-a-Real-0ne', 'hunter2!', 'notReal7notReal7', 'Tr0ub4dor&3'],
}

test.each(Object.entries(forms).flatMap(([form, texts]) => texts.map((text) => [text, form] as const)))(
  '%j is %s',
  (text, form) => {
    expect(formOf(text)).toBe(form)
  },
)

test.each([
  'DB_PASSWORD',
  'MasterUserPassword',
  'stripe-api-key',
  'REDIS_PASS',
  'TOKEN',
  'APP_SECRET_2',
  'ApiKeyValue',
])('%s is the name of a secret', (name) => {
  expect(namesSecret(name)).toBe(true)
})

test.each([
  'TOKEN_URL',
  'maxTokens',
  'PUBLIC_API_KEY',
  'GENERATE_SECRET',
  'manage_master_user_password',
  'ManageMasterUserPassword',
  'PARTITION_KEY',
  'COMPASS',
])('%s is none', (name) => {
  expect(namesSecret(name)).toBe(false)
})

test('plain words are a secret beside the name of a password alone', () => {
  expect(isPlainSecret('DB_PASSWORD', 'correct horse')).toBe(true)
  expect(isPlainSecret('API_TOKEN', 'correct horse')).toBe(false)
  expect(isPlainSecret('API_TOKEN', 'n0t-a-Real-0ne')).toBe(true)
  expect(isPlainSecret('TABLE', 'n0t-a-Real-0ne')).toBe(false)
})

test('a secret may lie in JSON', () => {
  expect(holdsPlainSecret('{"user":"shop","password":"n0t-a-Real-0ne"}')).toBe(true)
  expect(holdsPlainSecret('{"user":"shop","password":"{{resolve:ssm:/shop/password}}"}')).toBe(false)
  expect(holdsPlainSecret('{"password":')).toBe(false)
})
