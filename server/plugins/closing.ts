import type { App } from '../app.ts'

/**
 * While the server ends, requests that were taken before are finished and all others refused. Connections that are kept
 * open are closed by the answer to their last request.
 */
export function refuseWhileClosing(app: App): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}
