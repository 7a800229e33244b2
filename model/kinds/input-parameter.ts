import { derived, flag, kind, list, nullable, shape, text } from '../schema.ts'
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
    secret_uses: derived(
      list(
        'Where it is given to something that is called like a secret.',
        shape('A property or variable.', {
          resource: text('The resource, by its id.'),
          name: text('Where among its properties.', ['MasterUserPassword', 'Environment/Variables/TOKEN']),
        }),
      ),
    ),
    shown_in: derived(list('The outputs that show its value in clear, hidden or not.', text('An output.'))),
  },
})
