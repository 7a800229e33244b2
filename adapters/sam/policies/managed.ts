import { managedNames } from './managed-names.ts'

/** The ARN of a policy that AWS manages: `service-role/AWSLambdaBasicExecutionRole`. */
export function managedArn(path: string, partition: string): string {
  return `arn:${partition}:iam::aws:policy/${path}`
}

/** What a name under `Policies` stands for: the ARN of a policy of that name, else the name as it is. */
export function policyOfName(name: string, partition: string): string {
  const path = paths().get(name)
  return path === undefined ? name : managedArn(path + name, partition)
}

let known: ReadonlyMap<string, string> | undefined

function paths(): ReadonlyMap<string, string> {
  known ??= new Map(
    Object.entries(managedNames).flatMap(([path, names]) => names.split(' ').map((name) => [name, path] as const)),
  )
  return known
}
