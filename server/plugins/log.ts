import type { App } from '../app.ts'

/**
 * One line for each request: its id, which the answer carries as `x-request-id`, method, path, status and time. Never
 * the query, a header or a body: they may hold secrets.
 */
export function logRequests(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const [path] = request.url.split('?')
    const { method } = request
    request.log.info(
      { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 100) / 100 },
      'answered',
    )
  })
}

/** What a log may say of a request: the query may hold an input, and with it secrets. */
export function shownRequest({ method, url }: { readonly method: string; readonly url: string }) {
  return { method, path: url.split('?')[0] }
}
