import Type, { type Static } from 'typebox'
import { severities, unknownModes } from '../../model/policy.ts'

const closed = { additionalProperties: false } as const
const text = Type.String({ minLength: 1 })
const names = Type.Array(text)

/** `policies/practices.yaml`: what holds each practice, and what cannot be seen of it. */
export const PracticesSchema = Type.Record(
  text,
  Type.Object({ title: text, policies: names, unseen: text, closest: text }, closed),
)

/** `policies/profiles/<name>.yaml` */
export const ProfileSchema = Type.Object(
  {
    title: text,
    description: text,
    /** The profile that this one changes. */
    extends: Type.Optional(text),
    /** Policies, and practices for those of their policies that the default has on. Without any of these: all. */
    on: Type.Optional(names),
    off: Type.Optional(names),
    /** What an article asks, and what holds it. */
    practices: Type.Optional(
      Type.Array(
        Type.Object({ asks: text, policies: names, unseen: Type.Optional(text), closest: Type.Optional(text) }, closed),
      ),
    ),
    settings: Type.Optional(
      Type.Record(
        text,
        Type.Object(
          {
            severity: Type.Optional(Type.Enum([...severities])),
            unknown: Type.Optional(Type.Enum([...unknownModes])),
            parameters: Type.Optional(Type.Record(text, Type.Unknown())),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
)

export type Practices = Static<typeof PracticesSchema>
export type ProfileFile = Static<typeof ProfileSchema>
