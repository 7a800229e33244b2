import { entity } from '../../mapping/mapping.ts'
import { at, inside } from '../../mapping/source.ts'
import { functionAt } from '../invocation.ts'

/** Source: Terraform AWS provider, aws_lambda_function_url. */
export const functionUrl = entity('function_url', ['aws_lambda_function_url'], {
  function: functionAt('function_name'),
  qualifier: at('qualifier'),
  auth: at('authorization_type'),
  invoke_mode: at('invoke_mode', 'BUFFERED'),
  cors: inside('cors/0', {
    allow_origins: at('allow_origins', []),
    allow_methods: at('allow_methods', []),
    allow_headers: at('allow_headers', []),
    allow_credentials: at('allow_credentials', false),
  }),
})
