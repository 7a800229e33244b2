import { describe, expect, test } from 'vitest'
import { type Example, findExamples } from '../support/examples.ts'
import { bundle, scanTexts } from '../support/scan.ts'

const examples = findExamples()

describe.each(bundle.manifest.policies.map(({ id }) => id))('%s', (policy) => {
  const own = examples.filter((example) => example.policy === policy)

  test.each(['cloudformation', 'terraform'] as const)('has an example of each verdict in %s', (format) => {
    const verdicts = own.filter((example) => example.format === format).map(({ verdict }) => verdict)
    expect([...new Set(verdicts)].sort()).toEqual(['fail', 'pass', 'unknown'])
  })

  test.each(own.map((example) => [example.name, example] as const))('%s is judged as it says', async (_name, example) => {
    const report = await scanTexts(example.files, { settings: { only: [policy] } })
    expect(report.diagnostics).toEqual([])
    expect(report.summary.stacks).toBe(1)
    const found = report.findings.map(({ verdict, location, attributes }) => ({
      verdict,
      at: `${location.file}:${location.startLine}`,
      path: attributes[0],
    }))
    if (example.verdict !== 'fail') expect(found.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    if (example.verdict === 'pass') expect(found, 'a passing example has nothing unknown').toEqual([])
    else expect(pointing(found, example.verdict), drawn(example)).toEqual(promised(example))
    if (example.verdict === 'pass') expect(report.summary.pass, 'something is judged').toBeGreaterThan(0)
  })
})

type Found = { readonly verdict: string; readonly at: string; readonly path: string | undefined }

function pointing(found: readonly Found[], verdict: string): readonly string[] {
  return found
    .filter((one) => one.verdict === verdict)
    .map((one) => `${one.at} ${one.path}`)
    .sort()
}

function promised({ markers }: Example): readonly string[] {
  return markers.map(({ file, line, path }) => `${file}:${line} ${path}`).sort()
}

/** The files with their line numbers, as the message of a failing example. */
function drawn({ files }: Example): string {
  return Object.entries(files)
    .map(([file, text]) => `${file}\n${text.split('\n').map((line, index) => `${String(index + 1).padStart(4)} ${line}`).join('\n')}`)
    .join('\n')
}
