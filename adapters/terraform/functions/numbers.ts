import { fail } from '../resolve/failure.ts'
import { type Family, pure } from './function.ts'

/** Numbers. */
export const numberFunctions: Family = {
  abs: pure(['number'], ([value]: [number]) => Math.abs(value)),
  ceil: pure(['number'], ([value]: [number]) => Math.ceil(value)),
  floor: pure(['number'], ([value]: [number]) => Math.floor(value)),
  signum: pure(['number'], ([value]: [number]) => Math.sign(value)),
  max: pure(['number', 'number...'], (values: number[]) => Math.max(...values)),
  min: pure(['number', 'number...'], (values: number[]) => Math.min(...values)),
  pow: pure(['number', 'number'], ([base, exponent]: [number, number]) => base ** exponent),
  log: pure(['number', 'number'], ([value, base]: [number, number]) => Math.log(value) / Math.log(base)),
  sum: pure(['numbers'], ([values]: [number[]], call) => {
    if (values.length === 0) fail('"sum" needs a list with an element.', call.at)
    return Number(values.reduce((total, value) => total + value, 0).toPrecision(15))
  }),
  parseint: pure(['string', 'number'], ([text, base]: [string, number], call) => {
    const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base)
    const isValid = base >= 2 && base <= 36 && new RegExp(`^-?[${digits}]+$`, 'i').test(text)
    return isValid ? Number.parseInt(text, base) : fail(`"${text}" is not a whole number to the base ${base}.`, call.at)
  }),
}
