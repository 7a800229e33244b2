import { unknown } from '../../../model/value.ts'
import type { Intrinsic } from '../intrinsic.ts'

export const getAZs: Intrinsic = {
  name: 'Fn::GetAZs',
  resolve: ({ at }) => unknown('the availability zones are known at deployment', [], at),
}
