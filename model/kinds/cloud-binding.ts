import { kind, link, list, nullable, oneOf, shape, text } from '../schema.ts'

export const cloudBindingKind = kind({
  name: 'cloud_binding',
  collection: 'cloud_bindings',
  description: 'Who is given a role on a function or service of Google Cloud.',
  about: 'function',
  attributes: {
    function: nullable(link('The function or service.', 'cloud_function')),
    grants: list(
      'Who is given what.',
      shape('A role and who is given it.', {
        role: nullable(text('The role.', ['roles/run.invoker', 'roles/cloudfunctions.invoker', 'roles/viewer'])),
        members: list(
          'Who is given it.',
          shape('A member.', {
            who: oneOf('Everyone, everyone with any Google account, or somebody.', [
              'everyone',
              'any_account',
              'somebody',
            ]),
          }),
        ),
      }),
    ),
  },
})
