import { entity } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { stateList } from '../../mapping/states.ts'
import { asJson } from '../../mapping/words.ts'
import { definition, definitionAt } from '../state-machines.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_sfn_state_machine. */
export const stateMachine = entity('state_machine', ['aws_sfn_state_machine'], {
  name: at('name'),
  type: at('type', 'STANDARD'),
  role: link('role_arn'),
  definition: asJson(definition),
  timeout_s: definitionAt('TimeoutSeconds'),
  states: (scope) => stateList(definition(scope)),
  logging: record({
    level: at('logging_configuration/0/level', 'OFF'),
    payload_logged: at('logging_configuration/0/include_execution_data', false),
  }),
  tracing: at('tracing_configuration/0/enabled', false),
  encryption_key: link('encryption_configuration/0/kms_key_id'),
  tags,
})
