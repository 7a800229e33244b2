import { flag, kind, list, nullable, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const inputParameterKind = kind({
  name: 'input_parameter',
  collection: 'input_parameters',
  description: 'A value that is asked for: a template parameter, a Terraform variable.',
  nameAttribute: 'name',
  attributes: {
    name: text('Its name.'),
    type: nullable(text('Its type, in the words of the format.', ['String', 'string'])),
    description: nullable(text('The description.')),
    default: nullable(setting),
    sensitive: flag('Its value is hidden: NoEcho, sensitive.'),
    allowed_values: list('The values it may have; empty where any.', text('A value.')),
  },
})
