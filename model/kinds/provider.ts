import { kind, link, map, nullable, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const providerKind = kind({
  name: 'provider',
  collection: 'providers',
  description:
    'A configuration of a Terraform provider: through which account and region resources are made. Templates have none.',
  nameAttribute: 'name',
  attributes: {
    name: text('The provider.', ['aws']),
    alias: nullable(text('What resources call it by; null for the one they have unless they say otherwise.', ['west'])),
    region: nullable(text('The region; null where it is given from outside.', ['eu-central-1'])),
    profile: nullable(text('The profile whose credentials it uses.', ['deploy'])),
    role: nullable(link('The role it takes on.', 'role')),
    credentials: map('Arguments that hold credentials, by name: `access_key`.', setting),
    default_tags: map('Tags of all that it makes.', text('A tag.')),
  },
})
