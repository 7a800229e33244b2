import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { written } from '../../mapping/written.ts'
import { link } from '../words.ts'

/** Source: Terraform AWS provider, aws_cloudwatch_event_connection. */
export const connection = entity('connection', ['aws_cloudwatch_event_connection'], {
  name: at('name'),
  authorization: at('authorization_type'),
  secrets: written({
    api_key: at('auth_parameters/0/api_key/0/value'),
    password: at('auth_parameters/0/basic/0/password'),
    client_secret: at('auth_parameters/0/oauth/0/client_parameters/0/client_secret'),
  }),
  authorization_url: at('auth_parameters/0/oauth/0/authorization_endpoint'),
})

/** Source: Terraform AWS provider, aws_cloudwatch_event_api_destination. */
export const destination = part('connection', ['aws_cloudwatch_event_api_destination'], link('connection_arn'), {
  destinations: single(
    record({
      url: at('invocation_endpoint'),
      method: at('http_method'),
      rate_limit: at('invocation_rate_limit_per_second'),
    }),
  ),
})
