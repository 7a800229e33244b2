import { entity } from '../../mapping/mapping.ts'
import { at, inside } from '../../mapping/source.ts'

/** Source: CloudFormation reference, AWS::Lambda::Url. */
export const functionUrl = entity('function_url', ['AWS::Lambda::Url'], {
  function: at('TargetFunctionArn'),
  qualifier: at('Qualifier'),
  auth: at('AuthType'),
  invoke_mode: at('InvokeMode', 'BUFFERED'),
  cors: inside('Cors', {
    allow_origins: at('AllowOrigins', []),
    allow_methods: at('AllowMethods', []),
    allow_headers: at('AllowHeaders', []),
    allow_credentials: at('AllowCredentials', false),
  }),
})
