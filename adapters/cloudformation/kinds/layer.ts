import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'

/** Source: CloudFormation reference, AWS::Lambda::LayerVersion. */
export const layer = entity('layer', ['AWS::Lambda::LayerVersion'], {
  name: at('LayerName'),
  description: at('Description'),
  runtimes: at('CompatibleRuntimes', []),
  architectures: at('CompatibleArchitectures', []),
  license: at('LicenseInfo'),
})
