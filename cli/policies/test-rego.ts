import { dirname } from 'node:path'
import type { PolicyFile } from '../../adapters/sources/policy-folder.ts'
import { builtIn } from '../../engine/bundle/compile.ts'
import { PolicyProblems, problemsOf } from '../../engine/bundle/policy-problems.ts'
import type { Policy } from '../../model/policy.ts'
import type { PolicyTestReport, RegoTest } from '../../model/policy-test.ts'
import { spanAt } from '../../model/source.ts'
import type { TestReport, TestResult } from '../../toolchain/requests.ts'
import type { Toolchain } from '../../toolchain/toolchain.ts'

/** Runs the Rego tests beside some policies; those of other folders are no policy's and always count. */
export async function testRego(
  modules: readonly PolicyFile[],
  library: readonly PolicyFile[],
  policies: readonly Policy[],
  { only, coverage }: { readonly only: readonly string[]; readonly coverage: boolean },
  toolchain: Toolchain,
): Promise<PolicyTestReport['rego']> {
  const folders = new Set(policies.map(({ file }) => dirname(file)))
  const isMeant = (file: string): boolean => only.length === 0 || folders.has(dirname(file))
  const report = await run(modules, library, coverage, toolchain)
  const own = new Set(modules.map(({ path }) => path))
  return {
    tests: report.tests.filter(({ file }) => isMeant(file)).map(resultOf),
    coverage: Object.entries(report.coverage)
      .filter(([file]) => own.has(file) && !file.endsWith('_test.rego') && isMeant(file))
      .map(([file, { percent, notCovered }]) => ({ file, percent, notCovered })),
  }
}

async function run(
  modules: readonly PolicyFile[],
  library: readonly PolicyFile[],
  coverage: boolean,
  toolchain: Toolchain,
): Promise<TestReport> {
  const named = [
    ...library.map(({ path, text }) => [`${builtIn}/${path}`, text] as const),
    ...modules.map(({ path, text }) => [path, text] as const),
  ]
  try {
    return await toolchain.test({ modules: Object.fromEntries(named), coverage })
  } catch (reason) {
    throw new PolicyProblems(problemsOf(reason))
  }
}

function resultOf({ name, outcome, file, line, column, failedAt, failedCases, error, output }: TestResult): RegoTest {
  if (outcome === 'passed' || outcome === 'skipped') return { name, outcome, problem: null, output }
  const cases = failedCases.length > 0 ? ` in the cases ${failedCases.join(', ')}` : ''
  const message = error ? error.message : failedAt ? `not true${cases}: ${failedAt.text}` : `not true${cases}`
  const at = failedAt ?? (error?.file ? { ...error, file: error.file } : { file, line, column })
  return {
    name,
    outcome,
    problem: { message, location: spanAt(at.file, at.line ?? line, at.column ?? column) },
    output,
  }
}
