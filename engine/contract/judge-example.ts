import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Problem } from '../../model/policy-test.ts'
import type { Finding } from '../../model/report.ts'
import type { JudgedStack } from '../judge-stack.ts'
import type { Example, Marker } from './example.ts'

/** Where an example is not judged as its name and its markers say. */
export function exampleProblems(
  { verdict, markers }: Example,
  judged: readonly JudgedStack[],
  diagnostics: readonly Diagnostic[],
): readonly Problem[] {
  const unread = diagnostics.map(({ code, message, location }) => ({ message: `${code}: ${message}`, location }))
  if (judged.length === 0) return [...unread, { message: 'it holds no template and no Terraform root', location: null }]
  const findings = judged.flatMap((one) => one.findings)
  const failing = findings.filter((finding) => finding.verdict === 'fail')
  if (verdict === 'pass') return [...unread, ...findings.map(undue), ...idle(judged)]
  const unwanted = verdict === 'unknown' ? failing.map(undue) : []
  const wanted = findings.filter((finding) => finding.verdict === verdict)
  return [...unread, ...unwanted, ...compare(markers, wanted, verdict)]
}

function undue(finding: Finding): Problem {
  const { verdict, location, attributes, unknown } = finding
  const [first] = unknown
  const why = verdict === 'unknown' && first ? `: ${first.why}` : detailOf(finding)
  const what = verdict === 'fail' ? 'fails here' : 'is unknown here'
  return { message: `it ${what}, citing ${attributes.join(', ')}${why}`, location }
}

function detailOf({ detail }: Finding): string {
  return detail === '' ? '' : `: ${detail}`
}

/** That nothing is found means something only where something was judged. */
function idle(judged: readonly JudgedStack[]): readonly Problem[] {
  if (judged.some(({ verdicts }) => verdicts.length > 0)) return []
  const message = 'nothing in it is judged: it holds no entity of the policy\'s kind, or "applies" leaves all out'
  return [{ message, location: null }]
}

/** Each finding belongs to one marker on its line with the path it cites first, and each marker to one finding. */
function compare(markers: readonly Marker[], findings: readonly Finding[], verdict: string): readonly Problem[] {
  if (markers.length === 0 && findings.length === 0) {
    return [{ message: `nothing in it is ${verdict === 'fail' ? 'found' : 'unknown'}`, location: null }]
  }
  const left = [...findings]
  const missing = markers.filter((marker) => {
    const index = left.findIndex((finding) => matches(marker, finding))
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return [
    ...missing.map(({ path, at }) => ({ message: `promised and not found: ${path}`, location: at })),
    ...left.map((finding) => ({
      message: `found and not promised: ${finding.attributes[0]}${detailOf(finding)} (if it is right, end the line with "# finding: ${finding.attributes[0]}")`,
      location: finding.location,
    })),
  ]
}

function matches({ path, at }: Marker, { attributes, location }: Finding): boolean {
  return attributes[0] === path && location.file === at.file && location.startLine === at.startLine
}
