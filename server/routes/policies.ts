import Type from 'typebox'
import { severities } from '../../model/policy.ts'
import type { App, AppOptions } from '../app.ts'

const Policies = Type.Object({
  bundles: Type.Array(Type.Object({ name: Type.String(), digest: Type.String(), policies: Type.Integer() }), {
    description: 'What the policies come from; the digest is over the compiled module and the metadata.',
  }),
  policies: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      practice: Type.String(),
      severity: Type.Enum([...severities]),
      kinds: Type.Array(Type.String()),
      bundle: Type.String(),
    }),
  ),
})

const schema = { summary: 'The policies that are loaded', tags: ['policies'], response: { 200: Policies } }

export function policyRoutes(app: App, { manifests }: Pick<AppOptions, 'manifests'>): void {
  const answer = {
    bundles: manifests.map(({ name, digest, policies }) => ({ name, digest, policies: policies.length })),
    policies: manifests.flatMap(({ name, policies }) =>
      policies.map(({ id, title, practice, severity, kinds }) => ({
        id,
        title,
        practice,
        severity,
        kinds: [...kinds],
        bundle: name,
      })),
    ),
  }
  app.get('/v1/policies', { schema }, async () => answer)
}
