import { readdirSync, readFileSync } from 'node:fs'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import { compileBundle } from '../../engine/bundle/compile.ts'
import type { Policy } from '../../model/policy.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Toolchain } from '../../toolchain/toolchain.ts'

/** What policies build on, as it ships. */
export const library: readonly SourceFile[] = [
  'main.rego',
  ...readdirSync('policies/lib')
    .filter((name) => name.endsWith('.rego') && !name.endsWith('_test.rego'))
    .map((name) => `lib/${name}`),
].map((path) => ({ path, text: readFileSync(`policies/${path}`, 'utf8') }))

/** The bodies of policies on functions by id, in whole: `{'acme/x': 'deny contains …'}`. */
export function policyModules(bodies: Readonly<Record<string, string>>) {
  return Object.entries(bodies).map(([id, body]) => ({
    path: `acme/${id}/policy.rego`,
    place: id,
    text: `${metadata}package policies.${id.replace('/', '.')}\n\nimport data.lib.result\n\n${body}\n`,
  }))
}

const metadata = `# METADATA
# title: Function is odd
# description: To see what becomes of a policy.
# custom:
#   severity: high
#   kind: function
#   reads: [timeout_s]
#   fix: Mend it.
`

/** A bundle of such policies, as an organisation's are compiled. */
export function compilePolicies(bodies: Readonly<Record<string, string>>, toolchain: Toolchain): Promise<Bundle> {
  return compileBundle('acme', policyModules(bodies), { compile: toolchain.compile, library, taken: [] })
}

/** What a manifest says of a policy on functions. */
export function describedPolicy(id: string, parameters: Policy['parameters'] = {}): Policy {
  return {
    id,
    practice: id.slice(0, id.indexOf('/')),
    title: 'Function is odd',
    description: 'To see what becomes of a policy.',
    severity: 'medium',
    kinds: ['function'],
    reads: [],
    appliesReads: null,
    fix: 'Mend it.',
    parameters,
    relatedResources: [],
    resources: false,
    actions: false,
    local: true,
    file: `policies/${id}/policy.rego`,
    line: 1,
  }
}
