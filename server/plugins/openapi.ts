import swagger from '@fastify/swagger'
import Type from 'typebox'
import type { App, AppOptions } from '../app.ts'

/** `GET /openapi.json`: what the routes say of themselves. Registered before them, so that it sees each. */
export async function describeApi(app: App, { version }: Pick<AppOptions, 'version'>): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'portcullis',
        version,
        description: 'Decides whether a deployment of serverless infrastructure may go ahead.',
      },
    },
    transform: ({ schema, url }) =>
      url.endsWith('/*') ? { schema: { ...schema, params }, url: namedRest(url) } : { schema, url },
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

const params = Type.Object({ path: Type.String({ description: 'Segments between slashes.' }) })

/** OpenAPI has no word for the rest of a path. */
function namedRest(url: string): string {
  return `${url.slice(0, -1)}:path`
}
