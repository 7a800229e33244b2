import Type from 'typebox'
import type { App } from '../app.ts'

const schema = {
  summary: 'Whether the server takes requests',
  tags: ['operation'],
  response: { 200: Type.Object({}) },
}

/** As OPA answers it. The policies are loaded before the server listens, so whoever is answered may go on. */
export function healthRoutes(app: App): void {
  app.get('/health', { schema, logLevel: 'warn' }, async () => ({}))
}
