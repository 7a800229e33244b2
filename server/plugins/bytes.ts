import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'
import type { Answer } from '../pool/tasks.ts'

/** Bodies arrive as bytes, whatever their type, and go to the pool as they are: parsing them would hold up all others. */
export function takeBytes(app: App): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

export function bytesOf({ body }: { readonly body?: unknown }): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array()
}

/** Answers of the pool are bytes of JSON already. */
export function sendBytes(reply: Pick<FastifyReply, 'code'>, { status, body }: Answer): FastifyReply {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(bytes)
}

/** For routes whose schema describes what the pool reads and writes: the pool holds bodies against it, not the route. */
export const describedOnly = {
  validatorCompiler: () => () => true,
  serializerCompiler: () => (data: unknown) => String(data),
} as const satisfies Partial<Record<'validatorCompiler' | 'serializerCompiler', unknown>>
