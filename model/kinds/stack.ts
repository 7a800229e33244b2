import { flag, kind, map, nullable, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const stackKind = kind({
  name: 'stack',
  collection: 'stacks',
  description: 'What is deployed together, as a whole. There is one, beside the stacks it is linked to.',
  attributes: {
    backend: nullable(
      shape('Where Terraform keeps the state; null for a template, and where nothing is written.', {
        type: text('The backend.', ['s3', 'local', 'remote']),
        encrypted: nullable(flag('The state is encrypted; null where nothing is written.')),
        credentials: map('Arguments that hold credentials, by name: `access_key`.', setting),
      }),
    ),
  },
})
