/** A policy template: what it allows, and the parameters it takes. */
export interface PolicyTemplate {
  readonly statements: readonly Statement[]
  /** Variable of the texts → parameter. */
  readonly parameters: ReadonlyMap<string, string>
}

export type PolicyTemplates = Readonly<Record<string, PolicyTemplate>>

export interface Statement {
  /** `sqs:SendMessage`; a text alone where the service writes no list. */
  readonly action: string | readonly string[]
  readonly resource: string | readonly string[]
  readonly condition?: TemplateCondition
}

export interface TemplateCondition {
  readonly operator: string
  readonly key: string
  readonly value: string
}

/**
 * Actions of a service on resources. A resource is `*`, what follows `arn:${AWS::Partition}:` with `@` for the region and
 * account that is deployed to, or a whole text behind `=`. `${tableName}` is worth the parameter `TableName`.
 */
export function allow(
  service: string,
  actions: string,
  resource: Statement['resource'],
  condition?: TemplateCondition,
): Statement {
  const action = actions.split(' ').map((name) => `${service}:${name}`)
  return { action, resource, ...(condition ? { condition } : {}) }
}

/** The same for one action that the service writes as a text and not as a list. */
export function allowOne(service: string, action: string, resource: Statement['resource']): Statement {
  return { action: `${service}:${action}`, resource }
}

/** `named` says which parameters are not called like their variable. */
export function template(
  statements: readonly Statement[],
  named: Readonly<Record<string, string>> = {},
): PolicyTemplate {
  const texts = statements.flatMap(({ resource, condition }) => [resource, condition?.value ?? []].flat())
  const variables = texts.flatMap(variablesOf)
  const parameters = variables.map((name) => [name, named[name] ?? upperFirst(name)] as const)
  return { statements, parameters: new Map(parameters) }
}

/** The variables of a text that are not the template's own. */
export function variablesOf(text: string): readonly string[] {
  return [...text.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
