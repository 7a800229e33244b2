import { entity } from '../../mapping/mapping.ts'
import { always, at } from '../../mapping/source.ts'
import { lastOfPath } from '../../mapping/words.ts'

/** Source: CloudFormation reference, AWS::SSM::Parameter, which makes no encrypted ones. */
export const ssmParameter = entity('ssm_parameter', ['AWS::SSM::Parameter'], {
  name: at('Name'),
  label: lastOfPath(at('Name')),
  description: at('Description'),
  type: at('Type'),
  value: at('Value'),
  encryption_key: always(null),
  tags: at('Tags', {}),
})
