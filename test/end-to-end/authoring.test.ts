import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** A folder with nothing but the package, as `npm install` of it would leave it, and a PATH with nothing but node. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-package-')))
const packed: { files: readonly string[] } = { files: [] }

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/pack-toolchain.mjs'])
  // Dependencies come from here rather than from a registry, and only those that an installation would bring.
  const answer = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ filename, files }] = JSON.parse(answer.toString())
  packed.files = files.map(({ path }: { path: string }) => path)
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', join(folder, 'node_modules')])
  execFileSync('mv', [join(folder, 'node_modules/package'), join(folder, 'node_modules/portcullis')])
  symlinkSync('../portcullis/dist/cli/main.js', join(folder, 'node_modules/.bin/portcullis'))
  for (const name of dependencies()) link(name)
  mkdirSync(join(folder, 'bin'))
  symlinkSync(process.execPath, join(folder, 'bin/node'))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The packages at the top of node_modules that are no development dependencies. */
function dependencies(): readonly string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: true }>>
  }
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && existsSync(path))
    .map(([path]) => path.slice('node_modules/'.length))
}

function link(name: string): void {
  const target = join(folder, 'node_modules', name)
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(join('node_modules', name)), target)
}

function run(command: string): { readonly status: number | null; readonly output: string } {
  const env = { PATH: `${folder}/node_modules/.bin:${folder}/bin:/usr/bin:/bin`, XDG_CACHE_HOME: join(folder, 'cache') }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

test('the package holds the compiler packed, and neither tests nor sources', () => {
  expect(packed.files.filter((path) => path.startsWith('dist/toolchain/opa'))).toEqual([
    'dist/toolchain/opa.digest',
    'dist/toolchain/opa.wasm.br',
  ])
  expect(packed.files.filter((path) => /\.(ts|map|go)$|_test\.rego$|\.test\./.test(path))).toEqual([])
})

test('there is nothing to build where the package is installed', () => {
  const { status, output } = run('cd node_modules/portcullis && node scripts/prepare.mjs')
  expect({ status, output }).toEqual({ status: 0, output: '' })
})

describe('docs/policy-authoring.md, followed with the package alone', () => {
  const [, way = ''] = readFileSync('docs/policy-authoring.md', 'utf8').split(/^## /m)
  const blocks = [...way.matchAll(/```(\w+)(?: (\S+))?\n(.*?)```/gs)].map(([, language = '', path, text = '']) => ({
    language,
    path,
    text,
  }))
  const printed: string[] = []

  test('there is neither Go nor opa', () => {
    expect(run('go version').status).toBe(127)
    expect(run('opa version').status).toBe(127)
  })

  test.each(blocks.map((block) => [block.text.trim().split('\n').join(' ; ').slice(0, 90), block] as const))(
    '%s',
    (_title, { language, path, text }) => {
      if (path !== undefined) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      } else if (language === 'text') expect(printed.at(-1)).toContain(text.trimEnd())
      else {
        for (const line of text.trim().split('\n')) {
          const [, code = '0'] = / # exit code (\d)/.exec(line) ?? []
          const { status, output } = run(line)
          expect(`${status} ${output}`).toMatch(new RegExp(`^${code} `))
          printed.push(output)
        }
      }
    },
    60_000,
  )

  test('has shown every command it promises', () => {
    expect(blocks.filter(({ language }) => language === 'sh').length).toBe(5)
    expect(readdirSync(join(folder, 'policies/acme_cost/long_timeout/examples')).length).toBe(6)
  })

  test('what was compiled is kept', () => {
    const start = performance.now()
    expect(run('portcullis check --policies policies template.yaml').status).toBe(1)
    expect(performance.now() - start).toBeLessThan(3_000)
    expect(readdirSync(join(folder, 'cache/portcullis/policies')).length).toBeGreaterThan(0)
  })
})

test('without the compiler there is one sentence, and what needs none works', () => {
  const compiler = 'node_modules/portcullis/dist/toolchain/opa.wasm.br'
  rmSync(join(folder, compiler))
  const { status, output } = run('XDG_CACHE_HOME=$PWD/empty portcullis policy test')
  const place = join(folder, compiler).replace(/\.br$/, '')
  expect({ status, output }).toEqual({
    status: 2,
    output: `portcullis: the Rego compiler ${place} does not exist: run \`npm run build\` in the checkout, or install the package again\n`,
  })
  expect(run('portcullis check --fail-on none template.yaml').status).toBe(0)
})
