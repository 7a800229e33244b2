import { named } from '../../mapping/shared.ts'
import { at } from '../../mapping/source.ts'
import { packageForm, packageLocation, packagePinned, packageSource } from '../packages.ts'

/** Source: Terraform AWS provider, aws_lambda_function. */
export const codePackage = named('code_package', ['aws_lambda_function'], packageLocation, {
  location: packageLocation,
  form: packageForm,
  source: packageSource,
  version: at('s3_object_version'),
  pinned: packagePinned,
})
