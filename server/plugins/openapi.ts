import swagger from '@fastify/swagger'
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
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
