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
  ['DATABASE_URL', 'jdbc:postgresql://db.example/shop?user=app&password=not-a-real-one', 'password_in_url'],
  ['DATABASE_URL', `jdbc:mysql://${hole}/shop?useSSL=true&pwd=not-a-real-one`, 'password_in_url'],
  ['DATABASE_URL', 'jdbc:oracle:thin:app/not-a-real-one@//db.example:1521/shop', 'password_in_url'],
  [
    'DATABASE_URL',
    'jdbc:sqlserver://db.example;databaseName=shop;password=not-a-real-one;encrypt=true',
    'password_in_connection_string',
  ],
  ['DATABASE', 'Server=db.example;User Id=app;Password=not-a-real-one;', 'password_in_connection_string'],
  ['DATABASE', `Data Source=${hole};Uid=app;Pwd = 'not a real one';`, 'password_in_connection_string'],
  ['DATABASE', 'host=db.example user=app password=not-a-real-one sslmode=require', 'password_in_connection_string'],
  ['KAFKA_JAAS', 'PlainLoginModule required username="app" password="not-a-real";', 'password_in_connection_string'],
  ['CACHE', 'cache.example:6380,password=not-a-real-one,ssl=True,abortConnect=False', 'password_in_connection_string'],
  ['DATABASE_URL', 'postgres://app:changeme@db.example/shop', 'password_in_url'],
  ['DATABASE_URL', 'postgres://app:NotReal1@db.example/shop', 'password_in_url'],
  ['BLOBS', `AccountName=shop;AccountKey=${'notreal0'.repeat(10)}notrea==;EndpointSuffix=x`, 'azure_key'],
  ['BUS', `Endpoint=sb://shop.example/;SharedAccessKey=${'notreal0'.repeat(5)}not=`, 'azure_key'],
  ['HOOK', `https://discord.com/api/webhooks/000000000000000000/${'not-real_'.repeat(7)}`, 'discord_webhook'],
  ['HOOK', `https://discordapp.com/api/v10/webhooks/000000000000000000/${'notreal-'.repeat(8)}`, 'discord_webhook'],
  ['STRIPE', 'sk_test_notarealkeynotareal', 'stripe_key'],
  ['STRIPE', 'rk_live_notarealkeynotareal', 'stripe_key'],
  ['STRIPE', 'old: sk_live_xxxxxxxxxxxxxxxx, new: sk_live_notarealkeynotareal', 'stripe_key'],
  ['AI', `sk-proj-${'notreal_'.repeat(6)}`, 'openai_key'],
  ['AI', `sk-ant-api03-${'notreal-'.repeat(11)}AA`, 'anthropic_key'],
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
  ...[
    '%s',
    '%[2]s',
    '%(password)s',
    'PASSWORD',
    'DB_PASSWORD',
    'TOKEN',
    'SECRET',
    'CHANGEME',
    'password',
    'your-password',
    'xxxx',
    'XXX',
    '***',
    '…',
    '...',
    '{password}',
    '[password]',
    '%PASSWORD%',
    '$PASSWORD',
    '__PASSWORD__',
  ].flatMap((filler): [string, string][] => [
    ['DATABASE_URL', `postgres://app:${filler}@db.example/shop`],
    ['DATABASE_URL', `jdbc:postgresql://db.example/shop?user=app&password=${filler}`],
    ['DATABASE', `Server=db.example;User Id=app;Password=${filler};`],
    ['DATABASE', `host=db.example user=app password=${filler}`],
  ]),
  ['DATABASE', 'Server=db.example;User Id=app;Password=<your password>;'],
  ['DATABASE', `Server=db.example;User Id=app;Password=${hole};`],
  ['DATABASE', `Server=db.example;User Id=app;Password="${hole}";`],
  ['DATABASE', 'Server=db.example;Integrated Security=true;Password=;'],
  ['DATABASE', 'host=db.example user=app passfile=/run/secrets/db'],
  ['DATABASE', 'host=db.example user=app password=/run/secrets/db'],
  ['QUERY', 'SELECT id FROM people WHERE user = ? AND password = ?'],
  ['QUERY', 'SELECT id FROM people WHERE user = :user AND password = :password'],
  ['LOG', 'reset password=done'],
  ['RULES', 'minimum_password=12;user=app'],
  ['LOGIN_URL', 'https://app.example/login?forgot_password=1'],
  ['FEATURE_URL', 'https://app.example/login?password=false'],
  ['BLOBS', 'AccountName=shop;AccountKey=<key>;EndpointSuffix=core.windows.net'],
  ['HOOK', 'https://discord.com/api/webhooks/'],
  ['AI', `sk-proj-${'x'.repeat(48)}`],
  ['AI', 'sk-ant-api03-your-key-goes-here-and-nowhere-else'],
  ['STRIPE', `sk_live_${'x'.repeat(24)}`],
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
  ['password='.repeat(40_000)],
  ['://?password=a&'.repeat(20_000)],
  [`user=;password=<${'a'.repeat(300_000)}`],
  ['password={'.repeat(40_000)],
  ['jdbc:oracle:thin:a/'.repeat(20_000)],
  ['AccountKey=aaaaaaaa'.repeat(20_000)],
  ['sk-proj-aaaaaaaa-'.repeat(20_000)],
  ['discord.com/api/webhooks/000000000000000000/'.repeat(10_000)],
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
