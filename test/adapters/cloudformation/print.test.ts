import { expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { printTemplate } from '../../../adapters/cloudformation/print.ts'

test('what stands without quotes has the type that the service reads', () => {
  const text = `Version: 2012-10-17
Swagger: 2.0
Quoted: '2.0'
Long: 12345678901234567890
Octal: 0777
Account: 012345678901
Enabled: yes
Word: 'yes'
Odd: yEs
Small: .5
Exponent: 1.5e+3
__proto__: kept
`
  const { value } = parseTemplate({ path: 'template.yaml', text })
  if (!value) throw new Error('the text is YAML')
  expect(JSON.stringify(printTemplate(value))).toBe(
    '{"Version":"2012-10-17","Swagger":2,"Quoted":"2.0","Long":12345678901234567000,"Octal":511,' +
      '"Account":"012345678901","Enabled":true,"Word":"yes","Odd":"yEs","Small":0.5,"Exponent":1500,"__proto__":"kept"}',
  )
})

test('in JSON a text is a text', () => {
  const { value } = parseTemplate({ path: 'template.json', text: '{"Swagger": "2.0", "Enabled": "yes", "Count": 2}' })
  if (!value) throw new Error('the text is JSON')
  expect(printTemplate(value)).toEqual({ Swagger: '2.0', Enabled: 'yes', Count: 2 })
})
