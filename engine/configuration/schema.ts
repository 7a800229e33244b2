import Type, { type Static } from 'typebox'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { severities, unknownModes } from '../../model/policy.ts'
import { RoleSection } from './role-schema.ts'

const closed = { additionalProperties: false } as const

const names = (description: string) => Type.Array(Type.String({ minLength: 1 }), { description })

/** A value of a parameter or variable; a list is joined with commas, as the service does. */
const Given = Type.Union(
  [
    Type.String(),
    Type.Number(),
    Type.Boolean(),
    Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  ],
  { title: 'a text, a number, true, false or a list of these' },
)

const pattern = (description: string, example: string) =>
  Type.Optional(Type.String({ minLength: 1, description, examples: [example] }))

const Match = Type.Object(
  {
    path: pattern('Of the file that declares it, or of its stack, from the folder of this file.', 'legacy/**'),
    resource: pattern('Of its id.', 'module.legacy.*'),
    kind: Type.Optional(Type.Enum(Object.keys(kinds) as KindName[], { description: 'Its kind.' })),
    tag: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.String(), {
        minProperties: 1,
        description: 'Values of tags, by key.',
      }),
    ),
  },
  { ...closed, minProperties: 1, description: 'All that stands here has to hold. `*` stands for any characters.' },
)

const PolicySection = Type.Object(
  {
    severity: Type.Optional(Type.Enum([...severities], { description: 'Of every finding.' })),
    unknown: Type.Optional(Type.Enum([...unknownModes], { description: 'What an undecided verdict counts as.' })),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Of a policy, by name; `explain` lists them.' }),
    ),
    exclude: Type.Optional(
      Type.Array(
        Type.Object(
          {
            match: Match,
            reason: Type.String({
              pattern: '\\S',
              description: 'Why it may stay as it is.',
              examples: ['it is switched off in May'],
            }),
          },
          closed,
        ),
        { description: 'What is not judged.' },
      ),
    ),
  },
  closed,
)

const judging = {
  profile: Type.Optional(
    Type.String({ minLength: 1, description: 'Which policies judge, and how.', default: 'default' }),
  ),
  failOn: Type.Optional(
    Type.Enum([...severities, 'none'], { description: 'Least severity that denies.', default: 'medium' }),
  ),
  unknown: Type.Optional(
    Type.Enum([...unknownModes], { description: 'What an undecided verdict counts as.', default: 'note' }),
  ),
  only: Type.Optional(names('Policies or practices; nothing else is judged.')),
  skip: Type.Optional(names('Policies or practices that are left out.')),
  settings: Type.Optional(
    Type.Record(Type.String({ minLength: 1 }), PolicySection, {
      description: 'By policy or practice: how it judges. A policy that is named here is on.',
    }),
  ),
}

const deployed = {
  region: Type.Optional(
    Type.String({
      pattern: '^[a-z]{2,}(-[a-z]+)+-[0-9]+$',
      description: 'Region that is deployed to.',
      examples: ['eu-central-1'],
    }),
  ),
  account: Type.Optional(
    Type.String({
      pattern: '^[0-9]{12}$',
      description: 'Account that is deployed to, in quotes.',
      examples: ['123456789012'],
    }),
  ),
  parameters: Type.Optional(
    Type.Record(Type.String(), Given, { description: 'Values of template parameters, by name.' }),
  ),
  variables: Type.Optional(
    Type.Record(Type.String(), Given, { description: 'Values of Terraform variables, by name.' }),
  ),
}

const StackEnvironment = Type.Object(
  {
    ...deployed,
    varFiles: Type.Optional(names('Files of Terraform variables, from the folder of this file.')),
  },
  closed,
)

const JudgingSection = Type.Object(judging, closed)

const ServerEnvironment = Type.Object({ ...deployed, ...judging }, closed)

const size = (description: string, initial: string) =>
  Type.String({ pattern: '^[0-9]+(\\.[0-9]+)? ?(B|KB|MB|GB)$', description, default: initial, examples: [initial] })

const ServerSection = Type.Object(
  {
    host: Type.Optional(Type.String({ minLength: 1, description: 'Address to listen on.', default: '127.0.0.1' })),
    port: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 65535,
        description: 'Port to listen on; 0 takes any that is free.',
        default: 8181,
      }),
    ),
    threads: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 256, description: 'Threads that evaluate; one for each processor.' }),
    ),
    timeLimit: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 3600, description: 'Seconds of one evaluation.', default: 30 }),
    ),
    memoryLimit: Type.Optional(size('Memory of one evaluation.', '1GB')),
    bodyLimit: Type.Optional(size('Largest request body.', '20MB')),
    fileLimit: Type.Optional(Type.Integer({ minimum: 1, description: 'Most files of a request.', default: 10_000 })),
    waitingLimit: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Requests that may wait for a thread.', default: 1000 }),
    ),
    logLevel: Type.Optional(
      Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
        description: 'What is logged.',
        default: 'info',
      }),
    ),
    environments: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), ServerEnvironment, {
        description: 'What a deployment to each environment is judged by. Where there are any, a request names one.',
      }),
    ),
  },
  { ...closed, description: 'The policy server.' },
)

const StackSection = Type.Object(
  {
    path: Type.String({ minLength: 1, description: 'A template or a folder, from the folder of this file.' }),
    environments: Type.Optional(Type.Record(Type.String({ minLength: 1 }), StackEnvironment)),
  },
  closed,
)

/** What may stand in `portcullis.yaml`. Its JSON Schema is published as docs/portcullis.schema.json. */
export const ConfigurationSchema = Type.Object(
  {
    ...judging,
    policies: Type.Optional(
      names("Folders of an organisation's own policies, from the folder of this file; `--policies` adds to them."),
    ),
    stacks: Type.Optional(
      Type.Array(StackSection, { description: 'What `check` judges where the command line names nothing.' }),
    ),
    roles: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), RoleSection, {
        description:
          'Roles that are defined elsewhere, by what stacks call them: an ARN, a name, a parameter, `import:NAME`.',
      }),
    ),
    server: Type.Optional(ServerSection),
  },
  { ...closed, title: 'portcullis.yaml', description: 'Settings of portcullis.' },
)

/** How is judged: what stands at the top of the file, and for each environment of a server. */
export type Judging = Static<typeof JudgingSection>
export type Configuration = Static<typeof ConfigurationSchema>
export type Environment = Static<typeof ServerEnvironment>
export type StackEnvironment = Static<typeof StackEnvironment>
export type ServerSettings = Static<typeof ServerSection>
export type GivenValue = Static<typeof Given>
