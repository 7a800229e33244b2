import { expect, test } from 'vitest'
import { decide } from '../../engine/decide.ts'
import { error, warning } from '../../model/diagnostic.ts'

const unread = warning('OPAQUE', 'module.l (terraform-aws-modules/lambda/aws) is not read.', null)

test('a module that was not read denies where what is unknown fails, and only there', () => {
  expect(decide([], [unread], { failOn: 'medium', unknown: 'fail' })).toBe('deny')
  expect(decide([], [unread], { failOn: 'medium', unknown: 'note' })).toBe('allow')
  expect(decide([], [unread], { failOn: 'none', unknown: 'fail' })).toBe('allow')
})

test('a warning of another kind does not deny, and what could not be read is no decision', () => {
  const differs = warning('PLAN_DIFFERS', 'name is another in the plan.', null)
  expect(decide([], [differs], { failOn: 'medium', unknown: 'fail' })).toBe('allow')
  expect(decide([], [unread, error('SYNTAX', 'a } is missing', null)], { failOn: 'medium', unknown: 'fail' })).toBe(
    'error',
  )
})
