import { entity, type Mapping, part } from '../../mapping/mapping.ts'
import { always, at, firstOf, type Source } from '../../mapping/source.ts'
import { single, translate } from '../../mapping/words.ts'
import { accountIdentity, annotation, variablesOf } from '../cloud-functions.ts'
import { orElse, whether } from '../cloud-values.ts'
import {
  addressRules,
  appIdentity,
  appSettings,
  appStorage,
  authentication,
  behindEndpoint,
  functionApps,
  httpTriggers,
  oldFunctionApps,
} from '../function-apps.ts'
import { link, links } from '../words.ts'

const google = {
  provider: always('google'),
  name: at('name'),
  http: always(true),
  authentication: always('required'),
}
const azure = {
  provider: always('azure'),
  name: at('name'),
  http: always(true),
  address_rules: addressRules,
  address_default: at('site_config/0/ip_restriction_default_action'),
  authentication,
  https: whether(at('https_only', false), 'required', 'optional'),
  identity: appIdentity,
  identities: links('identity/0/identity_ids'),
  slot_of: firstOf(link('function_app_id'), link('function_app_name')),
  storage: appStorage,
  environment: appSettings,
}

/** How Cloud Functions and Cloud Run say from where an address is reached. Source: Google Cloud, "Restrict network ingress". */
const ingress = {
  ALLOW_ALL: 'anywhere',
  ALLOW_INTERNAL_AND_GCLB: 'load_balancer',
  ALLOW_INTERNAL_ONLY: 'internal',
  all: 'anywhere',
  'internal-and-cloud-load-balancing': 'load_balancer',
  internal: 'internal',
  INGRESS_TRAFFIC_ALL: 'anywhere',
  INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'load_balancer',
  INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
  INGRESS_TRAFFIC_NONE: 'internal',
}

/** Defaults: Terraform provider google, google_cloudfunctions_function; what is started by events has no address. */
export const firstFunction = entity('cloud_function', ['google_cloudfunctions_function'], {
  ...google,
  http: at('trigger_http', false),
  network: translate(at('ingress_settings', 'ALLOW_ALL'), ingress),
  https: translate(at('https_trigger_security_level', 'SECURE_OPTIONAL'), {
    SECURE_ALWAYS: 'required',
    SECURE_OPTIONAL: 'optional',
  }),
  identity: accountIdentity('service_account_email'),
  environment: at('environment_variables', {}),
})

/** Defaults: Terraform provider google, google_cloudfunctions2_function. Plain HTTP is always sent on to HTTPS. */
export const secondFunction = entity('cloud_function', ['google_cloudfunctions2_function'], {
  ...google,
  network: translate(at('service_config/0/ingress_settings', 'ALLOW_ALL'), ingress),
  identity: accountIdentity('service_config/0/service_account_email'),
  environment: at('service_config/0/environment_variables', {}),
})

/** Source: Google Cloud Run, annotations of services. */
export const service = cloudRun('google_cloud_run_service', {
  network: orElse(annotation('run.googleapis.com/ingress'), 'all'),
  isOpen: orElse(annotation('run.googleapis.com/invoker-iam-disabled'), false),
  account: 'template/0/spec/0/service_account_name',
  containers: 'template/0/spec/0/containers',
})

/** Defaults: Terraform provider google, google_cloud_run_v2_service. */
export const newService = cloudRun('google_cloud_run_v2_service', {
  network: at('ingress', 'INGRESS_TRAFFIC_ALL'),
  isOpen: at('invoker_iam_disabled', false),
  account: 'template/0/service_account',
  containers: 'template/0/containers',
})

/** Defaults: Terraform provider azurerm, azurerm_linux_function_app and its like. */
export const functionApp = entity('cloud_function', functionApps, {
  ...azure,
  network: whether(at('public_network_access_enabled', true), 'anywhere', 'internal'),
  minimum_tls: at('site_config/0/minimum_tls_version', '1.2'),
})

/** Defaults: Terraform provider azurerm, azurerm_function_app. Its public address could not be switched off. */
export const oldFunctionApp = entity('cloud_function', oldFunctionApps, {
  ...azure,
  network: always('anywhere'),
  minimum_tls: at('site_config/0/min_tls_version', '1.2'),
})

/** Source: Terraform provider azurerm, azurerm_function_app_function. */
export const functionOfApp = part('cloud_function', ['azurerm_function_app_function'], link('function_app_id'), {
  http_triggers: httpTriggers,
})

export const privateEndpoint = part('cloud_function', ['azurerm_private_endpoint'], behindEndpoint, {
  private_endpoints: single(firstOf(at('name'), always(''))),
})

interface Service {
  readonly network: Source
  /** It asks nobody who they are. */
  readonly isOpen: Source
  readonly account: string
  readonly containers: string
}

/** Plain HTTP is always sent on to HTTPS. */
function cloudRun(type: string, { network, isOpen, account, containers }: Service): Mapping {
  return entity('cloud_function', [type], {
    ...google,
    network: translate(network, ingress),
    authentication: whether(isOpen, 'none', 'required'),
    identity: accountIdentity(account),
    environment: variablesOf(containers),
  })
}
