import { isUtf8 } from 'node:buffer'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { parseJson } from '../../adapters/sources/json.ts'

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

const formats = ['terraform', 'terraform-plan', 'terraform-state', 'cloudformation', 'sam'] as const

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
        plan: Type.Optional(
          Type.Object(
            {},
            {
              description:
                'A Terraform plan as JSON (`terraform show -json`); the files are then the sources behind it.',
            },
          ),
        ),
        source: Type.Optional(
          Type.String({ description: 'The folder of the sources behind a plan; `none` judges the plan alone.' }),
        ),
        format: Type.Optional(Type.Enum(formats, { description: 'Read this format alone.' })),
        beside: Type.Optional(
          Type.Array(Type.String(), {
            description: 'Those of the files that are no inputs: they are there to be read by the others.',
          }),
        ),
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
  const problems = Value.Errors(AdmissionRequest, request)
  const [first] = problems
  // A member that is not known is also told as one whose schema is false.
  if (first) throw new RequestError(400, sentence(problems.find(isUnknownMember) ?? first))
  return request as AdmissionRequest
}

/** JSON in UTF-8. */
function parseBody(body: Uint8Array): unknown {
  if (body.length === 0) throw new RequestError(400, 'The body is empty.')
  if (!isUtf8(body)) throw new RequestError(400, 'The body is not UTF-8.')
  const text = new TextDecoder().decode(body)
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, `The body is not valid JSON${placeOfFault(text)}.`)
  }
}

/** Messages of `JSON.parse` quote the text, which may hold a secret, and seldom tell the place. */
function placeOfFault(text: string): string {
  const location = parseJson({ path: '', text }).diagnostics[0]?.location
  return location ? ` (line ${location.startLine}, column ${location.startColumn})` : ''
}

interface Fault {
  readonly instancePath: string
  readonly message: string
  readonly params: object
}

function isUnknownMember({ params }: Fault): boolean {
  return 'additionalProperties' in params
}

function sentence(problem: Fault): string {
  const where = problem.instancePath.slice(1).replaceAll('/', '.') || 'the body'
  const { additionalProperties } = problem.params as { readonly additionalProperties?: readonly string[] }
  if (additionalProperties) return `${where}: there is no member ${additionalProperties.map(quoted).join(', ')}.`
  return `${where} ${problem.message}.`
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100))
}
