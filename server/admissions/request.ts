import Type, { type Static } from 'typebox'
import Value from 'typebox/value'

const closed = { additionalProperties: false } as const
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])
const given = Type.Record(Type.String(), Type.Union([scalar, Type.Array(scalar)]))

const Context = Type.Object(
  {
    environment: Type.Optional(Type.String({ description: 'Where it is deployed to, as the server calls it.' })),
    region: Type.Optional(Type.String({ pattern: '^[a-z]{2,}(-[a-z]+)+-[0-9]+$' })),
    account: Type.Optional(Type.String({ pattern: '^[0-9]{12}$' })),
    pipeline: Type.Optional(Type.String()),
    repository: Type.Optional(Type.String()),
    commit: Type.Optional(Type.String()),
    actor: Type.Optional(Type.String()),
  },
  closed,
)

const Files = Type.Record(Type.String(), Type.String(), { description: 'Texts by path, relative and with /.' })

/** What is posted to `/v1/admissions`. */
export const AdmissionRequest = Type.Object(
  {
    context: Type.Optional(Context),
    parameters: Type.Optional({ ...given, description: 'Values of template parameters.' }),
    variables: Type.Optional({ ...given, description: 'Values of Terraform variables.' }),
    variableFiles: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Those of the files that hold Terraform variables, the last one wins.',
      }),
    ),
    input: Type.Object(
      {
        files: Type.Optional(Files),
        plan: Type.Optional(Type.Object({}, { description: 'A Terraform plan as JSON.' })),
        named: Type.Optional(
          Type.Array(Type.String(), {
            description: 'Those of the files that must be judged; without it, all that look like an input are.',
          }),
        ),
      },
      closed,
    ),
  },
  closed,
)

export type AdmissionRequest = Static<typeof AdmissionRequest>

/** The request cannot be understood or is not allowed: its status and one sentence. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly status: 400 | 413

  constructor(status: 400 | 413, message: string) {
    super(message)
    this.status = status
  }
}

/** Parses a body and holds it against the schema. Throws {@link RequestError}; never repeats what was posted. */
export function readRequest(body: Uint8Array): AdmissionRequest {
  const request = parseBody(body)
  const [problem] = Value.Errors(AdmissionRequest, request)
  if (problem) throw new RequestError(400, sentence(problem))
  return request as AdmissionRequest
}

/** JSON in UTF-8. */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw new RequestError(400, 'The body is not UTF-8.')
    throw new RequestError(
      400,
      body.length === 0 ? 'The body is empty.' : `The body is not valid JSON${place(problem)}.`,
    )
  }
}

/** Messages of `JSON.parse` quote the text, which may hold a secret; of them only the place is kept. */
function place({ message }: SyntaxError): string {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  return position === undefined ? '' : ` (character ${position})`
}

function sentence(problem: {
  readonly instancePath: string
  readonly message: string
  readonly params: object
}): string {
  const where = problem.instancePath.slice(1).replaceAll('/', '.') || 'the body'
  const { additionalProperties } = problem.params as { readonly additionalProperties?: readonly string[] }
  if (additionalProperties) return `${where}: there is no member ${additionalProperties.map(quoted).join(', ')}.`
  return `${where} ${problem.message}.`
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100))
}
