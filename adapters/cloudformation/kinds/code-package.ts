import { named } from '../../mapping/shared.ts'
import { always, at } from '../../mapping/source.ts'
import { packageForm, packageLocation, packagePinned } from '../packages.ts'

/** Source: CloudFormation reference, AWS::Lambda::Function Code. A text is a path that is packaged before deployment. */
export const codePackage = named('code_package', ['AWS::Lambda::Function'], packageLocation, {
  location: packageLocation,
  form: packageForm,
  source: always(null),
  version: at('Code/S3ObjectVersion'),
  pinned: packagePinned,
})
