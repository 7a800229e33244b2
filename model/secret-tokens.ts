/**
 * Tokens whose issuers give them a form that nothing else has, in what order they are looked for. Sources: AWS IAM User
 * Guide, "Understanding unique ID prefixes"; the documentation of their token formats by GitHub, GitLab, Slack, Stripe,
 * SendGrid, npm, Google Cloud, Twilio, Discord, OpenAI, Anthropic, Azure Storage and Microsoft Entra, Shopify,
 * DigitalOcean, Databricks, PyPI, HashiCorp Vault and HCP Terraform, Telegram, New Relic, Linear, Grafana, Docker, Hugging
 * Face, Mailgun, Mailchimp, Postman, Square, Sentry, PlanetScale, Doppler.
 * Keys from documentation (AKIAIOSFODNN7EXAMPLE) count: who deploys one has copied the pattern, and the real one follows.
 * Lengths are bounded, so that no text makes a pattern slow.
 */
export const tokens: readonly (readonly [detector: string, pattern: RegExp])[] = [
  ['aws_access_key', /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  ['github_token', /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])/g],
  ['github_token', /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/g],
  ['gitlab_token', /(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|cbt|oas|agent|soat)-[A-Za-z0-9_-]{20,64}(?![A-Za-z0-9])/g],
  ['slack_token', /(?<![A-Za-z0-9])xox[abeoprs]-[0-9A-Za-z]{8,255}-[0-9A-Za-z-]{8,255}/g],
  ['slack_token', /(?<![A-Za-z0-9])xapp-\d-[A-Z0-9]{8,20}-\d{8,20}-[a-f0-9]{32,128}(?![A-Za-z0-9])/g],
  [
    'slack_webhook',
    /hooks\.slack\.com\/(?:services|triggers|workflows)\/T[A-Z0-9]{6,12}\/[AB]?[A-Z0-9]{6,14}\/[A-Za-z0-9]{20,32}(?![A-Za-z0-9])/g,
  ],
  ['discord_webhook', /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{15,22}\/[A-Za-z0-9_-]{40,100}(?![\w-])/g],
  ['stripe_key', /(?<![A-Za-z0-9])(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,247}(?![A-Za-z0-9])/g],
  ['stripe_webhook_secret', /(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/]{24,128}={0,2}(?![A-Za-z0-9])/g],
  ['openai_key', /(?<![A-Za-z0-9_-])sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,250}(?![\w-])/g],
  ['anthropic_key', /(?<![A-Za-z0-9_-])sk-ant-(?:api|admin)\d\d-[A-Za-z0-9_-]{32,250}(?![\w-])/g],
  ['azure_key', /(?<![A-Za-z0-9])(?:Account|SharedAccess)Key=[A-Za-z0-9+/]{32,88}={0,2}(?![A-Za-z0-9+/=])/g],
  ['azure_client_secret', /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/g],
  ['sendgrid_key', /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g],
  ['npm_token', /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g],
  ['google_api_key', /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g],
  ['google_client_secret', /(?<![A-Za-z0-9])GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/g],
  ['twilio_key', /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g],
  ['mailgun_key', /(?<![A-Za-z0-9-])key-[0-9a-f]{32}(?![A-Za-z0-9])/g],
  ['mailchimp_key', /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9-])/g],
  ['shopify_token', /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?![A-Za-z0-9])/g],
  ['digitalocean_token', /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}(?![A-Za-z0-9])/g],
  ['databricks_token', /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-\d)?(?![A-Za-z0-9])/g],
  ['pypi_token', /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,250}/g],
  ['vault_token', /(?<![A-Za-z0-9.])hv[sbr]\.[A-Za-z0-9_-]{24,250}(?![A-Za-z0-9_-])/g],
  ['terraform_token', /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}(?![A-Za-z0-9_=-])/g],
  ['telegram_token', /(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g],
  ['new_relic_key', /(?<![A-Za-z0-9])NRAK-[A-Z0-9]{27}(?![A-Za-z0-9])/g],
  ['linear_key', /(?<![A-Za-z0-9])lin_api_[A-Za-z0-9]{40}(?![A-Za-z0-9])/g],
  ['grafana_token', /(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}(?![A-Za-z0-9])/g],
  ['docker_token', /(?<![A-Za-z0-9])dckr_pat_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/g],
  ['hugging_face_token', /(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?![A-Za-z0-9])/g],
  ['postman_key', /(?<![A-Za-z0-9])PMAK-[a-f0-9]{24}-[a-f0-9]{34}(?![A-Za-z0-9])/g],
  ['square_token', /(?<![A-Za-z0-9])sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}(?![A-Za-z0-9_-])/g],
  ['sentry_token', /(?<![A-Za-z0-9])sntry[us]_[A-Za-z0-9+/=_-]{40,250}/g],
  ['planetscale_token', /(?<![A-Za-z0-9])pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,64}(?![A-Za-z0-9_.-])/g],
  [
    'doppler_token',
    /(?<![A-Za-z0-9])dp\.(?:pt|st|sa|ct|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/g,
  ],
]

/** What every token holds, as the alternatives of a pattern: one look at a text tells most to hold none. */
export const tokenHints =
  'AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|oas|agent|soat)-|glsa_|xox|xapp-|slack|discord|[rs]k_|sk-|whsec_|Key=|[78]Q~|SG\\.|npm_|AIza|GOCSPX-|SK[0-9a-f]|key-[0-9a-f]|[0-9a-f]-us\\d|shp(?:at|ca|pa|ss)_|do[opr]_v1_|dapi|pypi-|hv[sbr]\\.|\\.atlasv1\\.|:AA|NRAK-|lin_api_|dckr_pat_|hf_|PMAK-|sq0|sntry|pscale_|dp\\.'

/** `sk_live_xxxxxxxxxxxx`, `sk-proj-your-key-goes-here`: the shape alone. */
export const madeUp = /x{8}|X{8}|\*{4}|your[-_]/i
