import { expect, test } from 'vitest'
import { type Measurements, page } from '../../bench/page.ts'

const policyCosts: Measurements['policyCosts'] = [
  {
    family: 'few findings',
    functions: 1000,
    from: 100,
    to: 10_000,
    times: new Map([
      ['secrets/literal_secret', 3],
      ['observability/no_tracing', 9],
    ]),
    growth: new Map([
      ['secrets/literal_secret', 1.04],
      ['observability/no_tracing', 1.5],
    ]),
    timeOfAll: 61.2,
    growthOfAll: 1.251,
  },
]

const measured: Measurements = {
  machine: { processors: 2, memoryGb: 8, node: '20.19.0', platform: 'linux/x64', opa: '1.19.0', policies: 2 },
  evaluations: [
    {
      input: { functions: 1000, family: 'few findings', bytes: 4_095_028 },
      findings: 1900,
      ours: 100,
      reading: 40,
      native: 450,
      nativeWithReading: 600,
      memory: 62.9,
    },
  ],
  policyCosts,
  commands: [{ what: '`check examples/shop/terraform`', time: 1234.5 }],
  peers: [
    {
      work: 'Terraform: 40 folders',
      tools: [
        { name: 'portcullis', time: 1000 },
        { name: 'tfsec 1.28.14', time: 3210 },
      ],
    },
  ],
  data: [{ functions: 5, bytes: 24_000, ours: 1000.4, native: 400 }],
  admissions: [{ what: 'a template of 5 functions, JSON', bytes: 9000, ours: 9.87, latency: 154 }],
}

test('every table has its rows, with ratios and units', () => {
  const rows = page(measured)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  expect(rows).toEqual([
    '| stack | functions | input | findings | ours | opa bench | **A** | opa server | **B** | ours, not reading | **C** | memory |',
    '| few findings | 1,000 | 4.1 MB | 1,900 | 100 ms | 450 ms | 4.5 × | 600 ms | 6.0 × | 60.0 ms | 7.5 × | 63 MB |',
    '| policy | time, few findings | share, few findings | growth, few findings |',
    '| `secrets/literal_secret` | 3.00 ms | 25 % | 1.04 |',
    '| `observability/no_tracing` | 9.00 ms | 75 % | 1.50 |',
    '| all together | 61.2 ms |  | 1.25 |',
    '| command | time |',
    '| `check examples/shop/terraform` | 1,235 ms |',
    '| work | program | time | ours is |',
    '| Terraform: 40 folders | portcullis | 1.00 s |  |',
    '|  | tfsec 1.28.14 | 3.21 s | 3.2 × as fast |',
    '| functions | request | ours, a second | opa, a second | ratio |',
    '| 5 | 24 kB | 1,000 | 400 | 2.5 × |',
    '| files | request | a second | latency (median) |',
    '| a template of 5 functions, JSON | 9 kB | 9.9 | 154 ms |',
  ])
})

test('the machine is named by what matters, and the sizes of the growth by what was measured', () => {
  const text = page(measured)
  expect(text).toContain('2 processors, 8 GB, linux/x64, Node 20.19.0; opa 1.19.0 built by Go')
  expect(text).toContain('from 100 to 10,000 functions')
})

test('the slowest policy is named, and the one whose time grows fastest', () => {
  expect(page(measured)).toContain(
    'With few findings the slowest is `observability/no_tracing` (9.00 ms), and `observability/no_tracing` grows fastest (1.50).',
  )
})
