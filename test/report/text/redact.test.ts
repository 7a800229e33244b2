import { expect, test } from 'vitest'
import { secretsOf } from '../../../report/text/redact.ts'

const covered = (line: string) => secretsOf(line).map(({ from, to }) => line.slice(from, to))

test.each([
  ['DB: jdbc:postgresql://db.example/shop?user=app&password=fake', 'fake'],
  ['DB: Server=db.example;User Id=app;Password=fake;Encrypt=true', 'fake'],
  ['DB: host=db.example user=app password=fake', 'fake'],
  ['BLOBS: AccountName=shop;AccountKey=ZmFrZQ==;EndpointSuffix=x', 'ZmFrZQ=='],
  ['HOOK: https://discord.com/api/webhooks/000000000000000000/notarealhook', '000000000000000000/notarealhook'],
])('in %j the secret is covered', (line, secret) => {
  expect(covered(line)).toContain(secret)
})

test.each([
  'DB: !Sub "host=db.example user=app password=${Password}"',
  'DB: postgresql://db.example/shop?password=<password>',
  'Description: forgotten passwords are reset in the app',
])('in %j nothing is covered', (line) => {
  expect(covered(line)).toEqual([])
})
