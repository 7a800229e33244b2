import { describe, expect, test } from 'vitest'
import { tokens } from '../../model/secret-tokens.ts'
import { detectSecret } from '../../model/secrets.ts'

/** None of them is real; they only have the form. */
const text = (length: number) => 'notReal7'.repeat(40).slice(0, length)
const capitals = (length: number) => 'NOTREAL7'.repeat(40).slice(0, length)
const hex = (length: number) => '0badc0de'.repeat(16).slice(0, length)

/** Of each detector one token, and what nearly is one. */
const examples: Readonly<Record<string, readonly [token: string, ...near: string[]]>> = {
  aws_access_key: [`AKIA${capitals(16)}`, `AKIA${capitals(15)}`, `AKIA${capitals(17)}`, `AROA${capitals(16)}`],
  github_token: [`ghs_${text(36)}`, `ghs_${text(35)}`, `ghx_${text(36)}`, `github_pat_${text(22)}_${text(58)}`],
  gitlab_token: [`glpat-${text(20)}`, `glpat-${text(19)}`, `glxyz-${text(20)}`],
  slack_token: [`xoxp-000000000000-${text(12)}`, 'xoxp-000-abc', `xoxz-000000000000-${text(12)}`],
  slack_webhook: [
    `https://hooks.slack.com/services/T0000000/B0000000/${text(24)}`,
    'https://hooks.slack.com/services/T0000000/B0000000/',
    'https://hooks.slack.com/services',
  ],
  discord_webhook: [
    `https://discord.com/api/webhooks/000000000000000000/${text(60)}`,
    'https://discord.com/api/webhooks/000000000000000000',
    'https://discord.com/api/webhooks/000000000000000000/short',
  ],
  stripe_key: [`rk_test_${text(24)}`, `pk_live_${text(24)}`, `sk_live_${text(8)}`],
  stripe_webhook_secret: [`whsec_${text(32)}`, `whsec_${text(20)}`],
  openai_key: [`sk-svcacct-${text(40)}`, `sk-proj-${text(20)}`, `task-proj-${text(40)}`],
  anthropic_key: [`sk-ant-admin01-${text(40)}`, `sk-ant-${text(40)}`, `sk-ant-api03-${text(20)}`],
  azure_key: [
    `Endpoint=sb://shop.example/;SharedAccessKey=${text(43)}=`,
    'AccountName=shop;AccountKey=',
    'SharedAccessKeyName=RootManageSharedAccessKey',
  ],
  azure_client_secret: [`abc8Q~${text(34)}`, `abc8Q~${text(20)}`, `abc9Q~${text(34)}`],
  sendgrid_key: [`SG.${text(22)}.${text(43)}`, `SG.${text(22)}`, `SG.${text(21)}.${text(43)}`],
  npm_token: [`npm_${text(36)}`, `npm_${text(35)}`, 'npm_config_registry'],
  google_api_key: [`AIza${text(35)}`, `AIza${text(34)}`, `AIza${text(36)}`],
  google_client_secret: [`GOCSPX-${text(28)}`, `GOCSPX-${text(27)}`],
  twilio_key: [`SK${hex(32)}`, `SK${hex(31)}`, `SK${hex(33)}`, `AC${hex(32)}`],
  mailgun_key: [`key-${hex(32)}`, `key-${hex(31)}`, `monkey-${hex(32)}`],
  mailchimp_key: [`${hex(32)}-us14`, `${hex(31)}-us14`, `${hex(32)}-eu1`],
  shopify_token: [`shpca_${hex(32)}`, `shpca_${hex(31)}`, `shpxx_${hex(32)}`],
  digitalocean_token: [`dop_v1_${hex(64)}`, `dop_v1_${hex(63)}`, `dop_v2_${hex(64)}`],
  databricks_token: [`dapi${hex(32)}-2`, `dapi${hex(31)}`, `sandapi${hex(32)}`],
  pypi_token: [`pypi-AgEIcHlwaS5vcmc${text(60)}`, `pypi-${text(60)}`],
  vault_token: [`hvb.${text(40)}`, `hvx.${text(40)}`, 'hvs.short'],
  terraform_token: [`${text(14)}.atlasv1.${text(64)}`, `${text(13)}.atlasv1.${text(64)}`, `${text(14)}.atlasv1.short`],
  telegram_token: [`000000000:AA${text(33)}`, `000000000:AB${text(33)}`, `000000000:AA${text(32)}`],
  new_relic_key: [`NRAK-${capitals(27)}`, `NRAK-${capitals(26)}`, `NRAL-${capitals(27)}`],
  linear_key: [`lin_api_${text(40)}`, `lin_api_${text(39)}`],
  grafana_token: [`glsa_${text(32)}_${hex(8)}`, `glsa_${text(32)}`, `glsa_${text(32)}_nothexxx`],
  docker_token: [`dckr_pat_${text(27)}`, `dckr_pat_${text(26)}`],
  hugging_face_token: [`hf_${'notReall'.repeat(5).slice(0, 34)}`, `hf_${text(34)}`, 'hf_home'],
  postman_key: [`PMAK-${hex(24)}-${hex(34)}`, `PMAK-${hex(24)}`, `PMAK-${hex(23)}-${hex(34)}`],
  square_token: [`sq0csp-${text(43)}`, `sq0csp-${text(20)}`, `sq0idp-${text(43)}`],
  sentry_token: [`sntryu_${hex(64)}`, `sntryu_${hex(20)}`, `sntryx_${hex(64)}`],
  planetscale_token: [`pscale_pw_${text(43)}`, `pscale_pw_${text(20)}`, `pscale_id_${text(43)}`],
  doppler_token: [`dp.st.prod.${text(40)}`, `dp.st.prod.${text(30)}`, `dp.xx.${text(40)}`],
}

test('each detector has an example', () => {
  expect(Object.keys(examples).sort()).toEqual([...new Set(tokens.map(([detector]) => detector))].sort())
})

describe.each(Object.entries(examples))('%s', (detector, [token, ...near]) => {
  test.each([token, `Bearer ${token}`, `{"value":"${token}"}`, `a=${token}\nb`])('%s', (value) => {
    expect(detectSecret('VALUE', value)).toEqual({ detector })
  })
  test.each(near)('not %s', (value) => {
    expect(detectSecret('VALUE', value)).toBeNull()
  })
})
