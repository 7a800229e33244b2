import type { CommandTime } from './command.ts'
import type { Evaluation } from './evaluation.ts'
import type { PeerTimes } from './peers.ts'
import type { PolicyCosts } from './policies.ts'
import type { AdmissionRate, DataRate } from './requests.ts'

export interface Measurements {
  readonly machine: {
    readonly processors: number
    readonly memoryGb: number
    readonly node: string
    readonly platform: string
    readonly opa: string
    readonly policies: number
  }
  readonly evaluations: readonly Evaluation[]
  readonly policyCosts: readonly PolicyCosts[]
  readonly commands: readonly CommandTime[]
  readonly peers: readonly PeerTimes[]
  readonly data: readonly DataRate[]
  readonly admissions: readonly AdmissionRate[]
}

/** docs/measurements.md: the same headings and rows from run to run, only the figures differ. */
export function page({ machine, evaluations, policyCosts, commands, peers, data, admissions }: Measurements): string {
  const { processors, memoryGb, node, platform, opa, policies } = machine
  return `${[
    '# Measurements',
    'Written by `npm run bench`, which measures all of it in one run. Every figure is a median (at 10,000 functions one turn); what is compared was measured in turn. The machine does other things meanwhile, so ratios mean more than times.',
    `${processors} processors, ${memoryGb} GB, ${platform}, Node ${node}; opa ${opa} built by Go from the module that the compiler here is built from; ${policies} policies.`,
    ...evaluationSection(evaluations),
    ...policySection(policyCosts),
    ...commandSection(commands),
    ...peerSection(peers),
    ...dataSection(data),
    ...admissionSection(admissions),
  ].join('\n\n')}\n`
}

function evaluationSection(evaluations: readonly Evaluation[]): readonly string[] {
  const rows = evaluations.map(({ input, findings, ours, reading, native, nativeWithReading, memory }) => [
    input.family,
    count(input.functions),
    size(input.bytes),
    count(findings),
    milliseconds(ours),
    milliseconds(native),
    ratio(native / ours),
    milliseconds(nativeWithReading),
    ratio(nativeWithReading / ours),
    milliseconds(ours - reading),
    ratio(native / (ours - reading)),
    `${Math.round(memory)} MB`,
  ])
  return [
    '## Evaluation, against native opa',
    'The same Rego (`policies/`, query `data.main.findings`) on the same documents of generated stacks; before anything is measured both must give the same results. Goal: at 1,000 functions **A** at least 4 times as fast with few findings and 3 times with many.',
    [
      '- *ours* is all that a scan spends: the document is written as JSON, read into WebAssembly, evaluated, the findings read back.',
      '- **A** compares that with `opa bench`, which reads the input before and writes no result: the comparison hardest on us.',
      '- **B** compares it with what `opa run --server` says of its handler (`timer_server_handler_ns`), which reads the input too.',
      '- **C** leaves reading out on both sides: *ours* less a run in which no policy is selected, against `opa bench`.',
    ].join('\n'),
    table(
      [
        'stack',
        'functions',
        'input',
        'findings',
        'ours',
        'opa bench',
        '**A**',
        'opa server',
        '**B**',
        'ours, not reading',
        '**C**',
        'memory',
      ],
      rows,
    ),
  ]
}

function policySection(costs: readonly PolicyCosts[]): readonly string[] {
  const [first] = costs
  if (!first) return []
  const { functions, from, to } = first
  const rows = [...first.times.keys()].map((id) => [
    `\`${id}\``,
    ...costs.flatMap(({ times }) => {
      const own = times.get(id) ?? 0
      const all = [...times.values()].reduce((sum, time) => sum + time, 0)
      return [milliseconds(own), all > 0 ? percent(own / all) : '–']
    }),
    ...costs.map(({ growth }) => growth.get(id)?.toFixed(2) ?? ''),
  ])
  const names = costs.map(({ family }) => family)
  return [
    '## Each policy',
    costs.map(slowest).join(' '),
    `Each policy selected alone, in processor time. *Time* is that at ${count(functions)} functions less the reading of the input, which every run has once - of all together it is the whole run, reading included, and the goal is less than a second; *share* is of the sum. *Growth* is of the whole run, reading included, as a scan does it (a large stack in portions that have no links to one another), from ${count(from)} to ${count(to)} functions: how many times faster than the input the time grows, 1.0 is in proportion. Goal: at most 1.3.`,
    table(
      [
        'policy',
        ...names.flatMap((name) => [`time, ${name}`, `share, ${name}`]),
        ...names.map((name) => `growth, ${name}`),
      ],
      [
        ...rows,
        [
          'all together',
          ...costs.flatMap(({ timeOfAll }) => [milliseconds(timeOfAll), '']),
          ...costs.map(({ growthOfAll }) => growthOfAll.toFixed(2)),
        ],
      ],
    ),
  ]
}

function slowest({ family, times, growth }: PolicyCosts): string {
  const most = (costs: ReadonlyMap<string, number>) => [...costs].sort(([, one], [, other]) => other - one)[0]
  const [slow, steep] = [most(times), most(growth)]
  if (!slow || !steep) return ''
  return `With ${family} the slowest is \`${slow[0]}\` (${milliseconds(slow[1])}), and \`${steep[0]}\` grows fastest (${steep[1].toFixed(2)}).`
}

function commandSection(commands: readonly CommandTime[]): readonly string[] {
  return [
    '## The whole command',
    'A new process each time, from its start to its end, with its output thrown away.',
    table(
      ['command', 'time'],
      commands.map(({ what, time }) => [what, `${count(Math.round(time))} ms`]),
    ),
  ]
}

function peerSection(peers: readonly PeerTimes[]): readonly string[] {
  return [
    '## The programs that people use now',
    'Each in a new process, its output thrown away, in turn on the same files. Their policies are others than ours; what is compared is the wait. Goals: at least 3 times as fast as tfsec and 10 times as checkov; the SAM templates in under 5 s.',
    table(
      ['work', 'program', 'time', 'ours is'],
      peers.flatMap(({ work, tools }) =>
        tools.map(({ name, time }, index) => [
          index === 0 ? work : '',
          name,
          `${(time / 1000).toFixed(2)} s`,
          index === 0 ? '' : `${ratio(time / (tools[0]?.time ?? time))} as fast`,
        ]),
      ),
    ),
  ]
}

function dataSection(data: readonly DataRate[]): readonly string[] {
  return [
    '## `/v1/data`, against `opa run --server`',
    '`POST /v1/data/main/findings` at 8 connections of one load generator (autocannon, on the same machine), the servers in turn; both must give the same answer first. Goal: at least 2 times the decisions a second for 5 functions, 3 times for 50 and 500.',
    table(
      ['functions', 'request', 'ours, a second', 'opa, a second', 'ratio'],
      data.map(({ functions, bytes, ours, native }) => [
        count(functions),
        size(bytes),
        rate(ours),
        rate(native),
        ratio(ours / native),
      ]),
    ),
  ]
}

function admissionSection(admissions: readonly AdmissionRate[]): readonly string[] {
  return [
    '## `/v1/admissions`',
    'Files in, the decision with its report out: parsed, resolved, derived, judged. The same load; opa has nothing like it.',
    table(
      ['files', 'request', 'a second', 'latency (median)'],
      admissions.map(({ what, bytes, ours, latency }) => [what, size(bytes), rate(ours), `${Math.round(latency)} ms`]),
    ),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function milliseconds(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time < 100 ? time.toFixed(1) : count(Math.round(time))} ms`
}

function ratio(times: number): string {
  return `${times.toFixed(1)} ×`
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}

function rate(number: number): string {
  return number < 10 ? number.toFixed(1) : count(Math.round(number))
}
