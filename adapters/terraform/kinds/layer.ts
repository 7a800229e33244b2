import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'

/** Source: Terraform AWS provider, aws_lambda_layer_version. */
export const layer = entity('layer', ['aws_lambda_layer_version'], {
  name: at('layer_name'),
  description: at('description'),
  runtimes: at('compatible_runtimes', []),
  architectures: at('compatible_architectures', []),
  license: at('license_info'),
})
