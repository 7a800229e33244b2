import { expect, test } from 'vitest'
import { detectSecret, schemeOf, tlsDisabled } from '../../model/secrets.ts'

const hole = '\uFFFC'
const thirtySix = 'abcdefghijklmnopqrstuvwxyz0123456789'

test.each([
  ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE', 'aws_access_key'],
  ['CONFIG', '{"key":"ASIAIOSFODNN7EXAMPLE"}', 'aws_access_key'],
  ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key'],
  ['PEM', '-----BEGIN RSA PRIVATE KEY-----\nMIIfakefakefakefake', 'private_key'],
  ['PEM', '-----BEGIN PRIVATE KEY-----\\nMIIfakefakefakefake', 'private_key'],
  ['DATABASE_URL', 'postgres://shop:not-a-real-one@db.example/shop', 'password_in_url'],
  ['DATABASE_URL', `postgresql://shop:not-a-real-one@${hole}:5432/shop`, 'password_in_url'],
  ['CACHE', 'redis://:not-a-real-one@cache.example:6379', 'password_in_url'],
  ['TOKEN', `ghp_${thirtySix}`, 'github_token'],
  ['TOKEN', 'xoxb-000000000000-notarealtoken', 'slack_token'],
  ['HOOK', 'https://hooks.slack.com/services/T0000000/B0000000/notarealhooknotareal', 'slack_webhook'],
  ['STRIPE', 'sk_live_notarealkeynotareal', 'stripe_key'],
  ['MAIL', `SG.notarealkeynotarealkey.${'a'.repeat(43)}`, 'sendgrid_key'],
  ['NPM', `npm_${thirtySix}`, 'npm_token'],
  ['MAPS', `AIza${'a'.repeat(35)}`, 'google_api_key'],
  ['SMS', `SK${'0'.repeat(32)}`, 'twilio_key'],
  ['JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.bm90LWEtcmVhbC1zaWduYXR1cmU', 'json_web_token'],
])('%s with %j is a secret', (name, text, detector) => {
  expect(detectSecret(name, text)).toEqual({ detector })
})

test.each([
  ['TABLE', 'orders'],
  ['ROLE_ARN', 'arn:aws:iam::123456789012:role/AKIA-not-a-key'],
  ['COMMIT', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['SECRET_KEY_SHA1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['CHECKSUM', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['SECRET_ACCESS_KEY_NAME', 'orders/prod/key'],
  ['LOOKS_FOR', '-----BEGIN PRIVATE KEY-----'],
  ['PEM', `-----BEGIN PRIVATE KEY-----\n${hole}`],
  ['DATABASE_URL', `postgres://shop:${hole}@db.example/shop`],
  ['DATABASE_URL', 'postgres://shop:\u0024{PASSWORD}@db.example/shop'],
  ['DATABASE_URL', 'postgres://shop:{{resolve:secretsmanager:shop:SecretString:password}}@db.example/shop'],
  ['DATABASE_URL', 'postgres://shop:<password>@db.example/shop'],
  ['DATABASE_URL', 'postgres://shop@db.example:5432/shop'],
  ['API_URL', 'https://api.example:8443/users/@me'],
  ['API_URL', 'https://api.example:8443?to=me@example.com'],
  ['STRIPE', 'sk_test_notarealkeynotareal'],
  ['STRIPE', 'pk_live_notarealkeynotareal'],
  ['NOT_A_JWT', 'eyJmb28iOiJiYXIifQ.eyJzdWIiOiJub2JvZHkifQ.bm90LWEtcmVhbC1zaWduYXR1cmU'],
  ['EMPTY', ''],
])('%s with %j is no secret', (name, text) => {
  expect(detectSecret(name, text)).toBeNull()
})

test.each([
  ['a://'.repeat(50_000)],
  ['a://a:'.repeat(50_000)],
  ['eyJ'.repeat(100_000)],
  ['xoxb-aaaaaaaa-'.repeat(30_000)],
  ['-----BEGIN '.repeat(30_000)],
  ['ssl_'.repeat(80_000)],
  [`verify${' '.repeat(300_000)}`],
])('a hostile text is judged in bounded time (%#)', (text) => {
  const begin = performance.now()
  detectSecret('SECRET_KEY', text)
  tlsDisabled(text)
  expect(performance.now() - begin).toBeLessThan(1_000)
})

test.each([
  ['postgres://db.example/shop?sslmode=disable', 'sslmode=disable'],
  ['host=db.example sslmode=prefer user=shop', 'sslmode=prefer'],
  [`postgres://${hole}/shop?sslmode=allow&x=1`, 'sslmode=allow'],
  ['mysql://db.example/shop?ssl-mode=DISABLED', 'ssl-mode=DISABLED'],
  ['mongodb://db.example/?tls=true&tlsAllowInvalidCertificates=true', 'tlsAllowInvalidCertificates=true'],
  ['mongodb://db.example/?tlsInsecure=true', 'tlsInsecure=true'],
  ['mongodb://db.example/?ssl=false', 'ssl=false'],
  ['Server=db.example;Encrypt=yes;TrustServerCertificate=True', 'TrustServerCertificate=True'],
  ['jdbc:mysql://db.example/shop?useSSL=false', 'useSSL=false'],
  ['verify=False', 'verify=False'],
  ['{"rejectUnauthorized": false}', 'rejectUnauthorized:false'],
  ['tls=skip-verify', 'tls=skip-verify'],
])('%j turns certificate checks off', (text, option) => {
  expect(tlsDisabled(text)).toBe(option)
})

test.each([
  'postgres://db.example/shop?sslmode=require',
  'postgres://db.example/shop?sslmode=verify-full',
  `postgres://db.example/shop?sslmode=${hole}`,
  'mongodb://db.example/?tls=true&tlsInsecure=false',
  'Server=db.example;Encrypt=True;TrustServerCertificate=False',
  '{"rejectUnauthorized": true}',
  'verify=true',
  'email_verify=false',
  'verify=false-positives',
  '{"verify": false}',
  'true',
  '',
])('%j leaves certificate checks on', (text) => {
  expect(tlsDisabled(text)).toBeNull()
})

test.each([
  ['https://api.example', 'https'],
  ['HTTP://api.example', 'http'],
  ['jdbc:postgresql://db.example/shop', 'postgresql'],
  [`https://${hole}.execute-api.example`, 'https'],
  [`${hole}://api.example`, null],
  ['arn:aws:sqs:eu-west-1:123456789012:jobs', null],
  ['orders', null],
])('the scheme of %j is %j', (text, scheme) => {
  expect(schemeOf(text)).toBe(scheme)
})
