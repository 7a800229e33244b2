import { expect, test } from 'vitest'
import { secretsOf } from '../../../report/text/redact.ts'

const covered = (line: string) => secretsOf(line).map(({ from, to }) => line.slice(from, to))

test.each([
  ['DB: jdbc:postgresql://db.example/shop?user=app&password=fake', 'fake'],
  ['DB: Server=db.example;User Id=app;Password=fake;Encrypt=true', 'fake'],
  ['DB: host=db.example user=app password=fake', 'fake'],
  ['BLOBS: AccountName=shop;AccountKey=ZmFrZQ==;EndpointSuffix=x', 'ZmFrZQ=='],
  ['MAIL: key-0badc0de0badc0de0badc0de0badc0de', 'key-0badc0de0badc0de0badc0de0badc0de'],
  ['MAIL: 0badc0de0badc0de0badc0de0badc0de-us14', '0badc0de0badc0de0badc0de0badc0de-us14'],
  ['BOT: 000000000:AAnotReal7notReal7notReal7notReal7n', '000000000:AAnotReal7notReal7notReal7notReal7n'],
  ['LOG: GET /v1?k=NRAK-NOTREAL7NOTREAL7NOTREAL7NOT done', 'NRAK-NOTREAL7NOTREAL7NOTREAL7NOT'],
  ['HEADER: Basic c2hvcDpub3QtYS1yZWFsLW9uZQ==', 'c2hvcDpub3QtYS1yZWFsLW9uZQ=='],
  ['HOOK: https://discord.com/api/webhooks/000000000000000000/notarealhook', '000000000000000000/notarealhook'],
  ['variable "db_password" { default = "not-a-real-one-8" }', 'not-a-real-one-8'],
  ['  DbPassword: {Type: String, NoEcho: true, Default: not-a-real-one-8}', 'not-a-real-one-8'],
])('in %j the secret is covered', (line, secret) => {
  expect(covered(line)).toContain(secret)
})

test.each([
  'DB: !Sub "host=db.example user=app password=${Password}"',
  'DB: postgresql://db.example/shop?password=<password>',
  'Description: basic settings of the shop',
  'Description: forgotten passwords are reset in the app',
  'variable "db_password" { default = "" }',
])('in %j nothing is covered', (line) => {
  expect(covered(line)).toEqual([])
})
