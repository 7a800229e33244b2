import { entity, type Mapping } from '../../mapping/mapping.ts'
import { grants } from '../cloud-bindings.ts'
import { link } from '../words.ts'

/** Source: Terraform provider google, "IAM policy for Cloud Functions" and "IAM policy for Cloud Run". */
export const functionBinding = bindings(
  ['google_cloudfunctions_function_iam', 'google_cloudfunctions2_function_iam'],
  'cloud_function',
)

export const serviceBinding = bindings(['google_cloud_run_service_iam'], 'service')

export const newServiceBinding = bindings(['google_cloud_run_v2_service_iam'], 'name')

function bindings(types: readonly string[], property: string): Mapping {
  const all = types.flatMap((type) => [`${type}_member`, `${type}_binding`, `${type}_policy`])
  return entity('cloud_binding', all, { function: link(property), grants })
}
