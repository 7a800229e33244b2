import type { Finding } from '../../model/report.ts'
import { plain } from './width.ts'
import { spoken } from './words.ts'

type Subject = Pick<Finding, 'resource' | 'related'>

/**
 * What a finding is about: `role WorkerRole`. A resource that is but a part of it goes by its type, with what it is a
 * part of: `aws_iam_policy.worker of role aws_iam_role.worker`, `AWS::IAM::Policy WorkerPolicy of role WorkerRole`.
 */
export function nameSubject({ resource, related }: Subject): string {
  const whole = wholeOf({ resource, related })
  if (whole === null) return `${spoken(resource.kind)} ${plain(resource.id)}`
  return `${nativeName(resource)} of ${whole}`
}

/** What the resource is a part of; null where it stands for itself. */
function wholeOf({ resource, related }: Subject): string | null {
  const { id, kind, type, entity } = resource
  const [holder = ''] = entity.split('#')
  if (holder === id || isCalled(type, kind)) return null
  const found = related.find((one) => one.id === holder) ?? related.find((one) => one.id === entity)
  if (related.some((one) => one.id === entity && one.kind === kind)) {
    return found ? `${spoken(found.kind)} ${plain(found.id)}` : null
  }
  // A policy document that is judged for a function: which role holds it is not told.
  return kind === 'role' && /policy/i.test(type) ? 'a role' : null
}

/** Whether a type says the kind itself: `AWS::IAM::Role` and `aws_iam_role` are roles, `aws_iam_role_policy` is none. */
function isCalled(type: string, kind: string): boolean {
  const letters = (text: string) => text.replaceAll(/[^a-z]/gi, '').toLowerCase()
  return letters(type).endsWith(letters(kind))
}

/** An address of Terraform holds the type already. */
function nativeName({ id, type }: Finding['resource']): string {
  return plain(id.includes(`${type}.`) ? id : `${type} ${id}`)
}
