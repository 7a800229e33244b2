import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, AppOptions } from '../app.ts'
import { errorAnswer } from '../data/data.ts'
import { bytesOf, describedOnly, sendBytes } from '../plugins/bytes.ts'
import type { DataInput, DataTask } from '../pool/tasks.ts'

const flag = Type.Optional(Type.String({ description: 'On if it is `true` or has no value.' }))
const Query = Type.Object({ pretty: flag, metrics: flag, 'strict-builtin-errors': flag })
const Problem = Type.Object({ code: Type.String(), message: Type.String() })
const problems = {
  400: { ...Problem, description: 'The path, or the input, cannot be read.' },
  500: { ...Problem, description: 'A policy could not be evaluated.' },
  503: { ...Problem, description: 'It took too long or too much memory, or the server is busy or ending.' },
}
const Result = Type.Object({ result: Type.Optional(Type.Unknown({ description: 'Absent where it is undefined.' })) })
const tags = ["OPA's Data API"]

const get = {
  summary: 'Evaluate a rule or package',
  tags,
  querystring: Type.Object({ ...Query.properties, input: Type.Optional(Type.String({ description: 'JSON.' })) }),
  response: { 200: Result, ...problems },
}
const post = {
  summary: 'Evaluate a rule or package with an input',
  tags,
  querystring: Query,
  body: Type.Object({ input: Type.Optional(Type.Unknown()) }),
  response: { 200: Result, ...problems },
}
const webhook = {
  summary: 'Evaluate a rule or package: the body is the input and the reply the value',
  tags,
  querystring: Query,
  body: Type.Unknown(),
  response: { 200: Type.Unknown(), 404: { ...Problem, description: 'It is undefined.' }, ...problems },
}

/** OPA's Data API for what ships: the input is evaluated as it is given. (OPA 1.19, REST API, "Data API".) */
export function dataRoutes(app: App, { pool }: Pick<AppOptions, 'pool'>): void {
  const answer = async (
    version: DataTask['version'],
    input: DataInput | string,
    request: Pick<FastifyRequest, 'url' | 'query'>,
    reply: FastifyReply,
  ) => {
    const path = pathOf(request)
    if (typeof path === 'string') return sendBytes(reply, errorAnswer(400, 'invalid_parameter', path))
    if (typeof input === 'string') return sendBytes(reply, errorAnswer(400, 'invalid_parameter', input))
    return sendBytes(reply, await pool.run({ type: 'data', version, path, input, wants: wantsOf(request) }))
  }
  for (const tail of ['', '/*']) {
    const hidden = tail === '' ? { hide: true } : {}
    app.get(`/v1/data${tail}`, { schema: { ...get, ...hidden }, ...describedOnly }, (request, reply) =>
      answer('v1', queryInput(request), request, reply),
    )
    app.post(`/v1/data${tail}`, { schema: { ...post, ...hidden }, ...describedOnly }, (request, reply) =>
      answer('v1', { in: 'member', ...bodyOf(request) }, request, reply),
    )
    app.post(`/v0/data${tail}`, { schema: { ...webhook, ...hidden }, ...describedOnly }, (request, reply) =>
      answer('v0', { in: 'body', ...bodyOf(request) }, request, reply),
    )
  }
}

/** The segments below `data`, each decoded by itself: `a%2Fb` is one. A text is what is wrong. */
function pathOf({ url }: Pick<FastifyRequest, 'url'>): readonly string[] | string {
  const [path = ''] = url.split('?')
  const segments = path
    .split('/')
    .slice(3)
    .filter((segment) => segment !== '')
  try {
    const decoded = segments.map(decodeURIComponent)
    return decoded.some((segment) => segment.includes('"')) ? 'invalid path' : decoded
  } catch {
    return 'invalid path'
  }
}

function bodyOf(request: Pick<FastifyRequest, 'body' | 'headers'>) {
  return { body: bytesOf(request), yaml: request.headers['content-type']?.includes('yaml') === true }
}

function queryInput({ query }: Pick<FastifyRequest, 'query'>): DataInput {
  const { input } = query as { readonly input?: string | readonly string[] }
  const text = typeof input === 'string' ? input : input?.at(-1)
  return text === undefined ? { in: 'none' } : { in: 'body', body: new TextEncoder().encode(text), yaml: false }
}

function wantsOf({ query }: Pick<FastifyRequest, 'query'>): DataTask['wants'] {
  const isOn = (name: string): boolean => {
    const given = (query as Readonly<Record<string, string | readonly string[] | undefined>>)[name]
    const text = typeof given === 'string' ? given : given?.at(-1)
    return text === '' || text?.toLowerCase() === 'true'
  }
  return {
    pretty: isOn('pretty'),
    metrics: isOn('metrics') || isOn('instrument'),
    strict: isOn('strict-builtin-errors'),
  }
}
