import { entity } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { stateList } from '../../mapping/states.ts'
import { asJson } from '../../mapping/words.ts'
import { definition, definitionAt } from '../state-machines.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::StepFunctions::StateMachine. */
export const stateMachine = entity('state_machine', ['AWS::StepFunctions::StateMachine'], {
  name: at('StateMachineName'),
  type: at('StateMachineType', 'STANDARD'),
  role: at('RoleArn'),
  definition: asJson(definition),
  timeout_s: definitionAt('TimeoutSeconds'),
  states: (scope) => stateList(definition(scope)),
  logging: record({
    level: at('LoggingConfiguration/Level', 'OFF'),
    payload_logged: at('LoggingConfiguration/IncludeExecutionData', false),
  }),
  tracing: at('TracingConfiguration/Enabled', false),
  encryption_key: at('EncryptionConfiguration/KmsKeyId'),
  tags: tags('Tags'),
})
