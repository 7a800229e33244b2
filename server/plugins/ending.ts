import type { App } from '../app.ts'
import { sendError } from './errors.ts'

/**
 * Gives what ends the server: requests that were taken before are finished; whoever comes meanwhile is told at once that
 * it ends (503 and `connection: close`), so that a load balancer asks another; then it closes.
 */
export function endGracefully(app: App): () => Promise<void> {
  let isEnding = false
  let underWay = 0
  let settled = (): void => undefined
  app.addHook('onRequest', async (request, reply) => {
    underWay += 1
    // Also where the client went away and there is nobody to answer.
    reply.raw.once('close', () => {
      underWay -= 1
      if (underWay === 0) settled()
    })
    if (isEnding) return sendError(request, reply, 503, 'The server is ending; ask again elsewhere or later.')
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isEnding) reply.header('connection', 'close')
  })
  return async () => {
    isEnding = true
    if (underWay > 0) {
      await new Promise<void>((resolve) => {
        settled = resolve
      })
    }
    await app.close()
  }
}
