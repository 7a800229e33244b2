import { full, quick } from './effort.ts'
import { measureEvaluation } from './evaluation.ts'
import { makeInput } from './inputs.ts'
import { prepareNative } from './native.ts'
import { manifest } from './ours.ts'

const effort = process.argv.includes('--quick') ? quick : full
const native = await prepareNative()
try {
  for (const family of ['few findings', 'many findings'] as const)
    for (const size of effort.sizes) {
      const e = await measureEvaluation(await makeInput(size, family, manifest.policies), native, effort)
      console.log(
        family,
        size,
        e.input.bytes,
        e.findings,
        e.ours,
        e.reading,
        e.native,
        'strict',
        e.native / e.ours,
        'without',
        e.native / (e.ours - e.reading),
        e.memory,
      )
      console.log([...e.policies].map(([id, t]) => `${id} ${(t - e.reading).toFixed(2)}`).join('; '))
    }
} finally {
  native.remove()
}
