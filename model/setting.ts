import Type from 'typebox'
import { nullable, oneOf, shape, text } from './schema.ts'
import { secretForms } from './secret-forms.ts'

/**
 * A value that may be, or hold, a secret: a variable of an environment, a URL, a password. Where it comes from is decided
 * by the engine; a secret's value is withheld.
 */
export const setting = Type.Object(
  {
    value: nullable(
      text('The literal value; null where it is a reference, or withheld.', ['', '0', '1', 'true', 'verify=False']),
    ),
    origin: oneOf('Where the value comes from; `access_key` is the secret key of an IAM user.', [
      'literal',
      'reference',
      'secret',
      'access_key',
      'ssm_parameter',
      'input_parameter',
    ]),
    scheme: nullable(text('The scheme, where the value is a URL.', ['http', 'https', 'postgres'])),
    secret: nullable(
      shape('The literal is a secret.', {
        detector: text('What found it.', ['aws_access_key', 'password_in_url', 'password_in_connection_string']),
      }),
    ),
    form: nullable(
      oneOf(
        'What a literal looks like, withheld or not; null for what is no literal, or asked for by a parameter; `name` also for a resource by its ARN, id or name. `words` may be a passphrase or a name; only `text` is neither a name nor anything else that is known.',
        secretForms,
      ),
    ),
    tls_disabled: nullable(text('The option in the value that turns certificate checks off.', ['sslmode=disable'])),
  },
  { description: 'A value, and where it comes from.', semantic: { type: 'setting' } },
)
