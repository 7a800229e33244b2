import Type from 'typebox'
import { AdmissionRequest } from '../admissions/request.ts'
import type { App, AppOptions } from '../app.ts'
import { bytesOf, describedOnly, sendBytes } from '../plugins/bytes.ts'

const Admission = Type.Object(
  { allowed: Type.Boolean(), decision: Type.Enum(['allow', 'deny', 'error']) },
  { additionalProperties: true, description: 'The report of `check --format json`, and whether it is allowed.' },
)
const Problem = Type.Object({ error: Type.String({ description: 'One sentence.' }) })

const schema = {
  summary: 'Ask whether a deployment may go ahead',
  tags: ['admission'],
  body: AdmissionRequest,
  response: {
    200: { ...Admission, description: 'It was judged.' },
    422: { ...Admission, description: 'Not all of it could be read, so it is not allowed; diagnostics say why.' },
    400: { ...Problem, description: 'The request cannot be understood.' },
    413: { ...Problem, description: 'It is larger, or has more files, than the server takes.' },
    503: { ...Problem, description: 'It took too long or too much memory, or the server is busy or ending.' },
  },
}

export function admissionRoutes(app: App, { pool, today }: Pick<AppOptions, 'pool' | 'today'>): void {
  app.post('/v1/admissions', { schema, ...describedOnly }, async (request, reply) => {
    const body = bytesOf(request)
    const answer = await pool.run({ type: 'admission', body, today: today() })
    if (answer.decision !== undefined) request.log.info({ decision: answer.decision }, 'judged')
    return sendBytes(reply, answer)
  })
}
