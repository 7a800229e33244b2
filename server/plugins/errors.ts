import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { Overrun } from '../pool/pool.ts'

/**
 * Every error is JSON: `{"error": "one sentence"}`, and OPA's shape below `/v0` and `/v1/data`. What nobody foresaw is
 * logged and not told.
 */
export function answerErrors(app: App): void {
  app.setErrorHandler((problem: FastifyError, request, reply) => {
    const { status, message } = describe(problem)
    if (status >= 500) request.log.error({ err: problem }, 'request failed')
    return sendError(request, reply, status, message)
  })
  app.setNotFoundHandler((request, reply) =>
    sendError(
      request,
      reply,
      404,
      `There is no ${request.method} ${pathOf(request)}; /openapi.json lists what there is.`,
    ),
  )
}

/** For what is refused before there is a route: an address that cannot be decoded. */
export function refuseRequest(problem: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isPath = problem.code === 'FST_ERR_BAD_URL'
  sendError(request, reply, problem.statusCode ?? 400, isPath ? 'invalid path' : describe(problem).message)
}

export function sendError(
  request: Pick<FastifyRequest, 'url'>,
  reply: FastifyReply,
  status: number,
  message: string,
): FastifyReply {
  reply.code(status).type('application/json; charset=utf-8')
  return reply.send(`${isDataApi(request) ? opaError(status, message) : JSON.stringify({ error: message })}\n`)
}

function describe(problem: FastifyError): { readonly status: number; readonly message: string } {
  if (problem instanceof Overrun) return { status: 503, message: `The request was not decided: ${problem.message}.` }
  if (problem.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return { status: 413, message: 'The body is larger than this server takes.' }
  }
  const status = problem.statusCode ?? 500
  if (status >= 500) return { status, message: 'The server failed; its log says why.' }
  return { status, message: `${problem.message.replace(/\.$/, '')}.` }
}

function opaError(status: number, message: string): string {
  const code = status >= 500 ? 'internal_error' : status === 404 ? 'resource_not_found' : 'invalid_parameter'
  return JSON.stringify({ code, message }, null, 2)
}

function isDataApi(request: Pick<FastifyRequest, 'url'>): boolean {
  return /^\/v[01]\/data(\/|\?|$)/.test(request.url)
}

function pathOf({ url }: FastifyRequest): string {
  return JSON.stringify(url.split('?')[0]?.slice(0, 200))
}
