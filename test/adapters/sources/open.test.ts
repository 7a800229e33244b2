import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenOptions, openSources, readTextFile } from '../../../adapters/sources/open.ts'

const template = 'Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n'
let cwd: string

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'portcullis-open-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

describe('what is an input', () => {
  test('a folder gives the templates and Terraform files below it, sorted, and passes over the rest', () => {
    write({
      'app/template.yaml': template,
      'app/queue.json': '{"Resources":{"Jobs":{"Type":"AWS::SQS::Queue"}}}',
      'app/settings.yaml': 'debug: true\n',
      'app/readme.md': '# App\n',
      'infra/main.tf': 'resource "aws_sqs_queue" "jobs" {}\n',
      'infra/prod.auto.tfvars': 'stage = "prod"\n',
    })
    const found = open(['.'])
    expect(paths(found)).toEqual(['app/queue.json', 'app/template.yaml', 'infra/main.tf', 'infra/prod.auto.tfvars'])
    expect(found.diagnostics).toEqual([])
    expect(Object.fromEntries(found.passedOver.files)).toEqual({ '.yaml': 1, '.md': 1 })
    expect(found.named).toEqual([])
  })

  test('a named file is an input whatever it holds, and is printed by its path from the working directory', () => {
    write({ 'app/settings.yaml': 'debug: true\n' })
    const found = open(['./app/../app/settings.yaml'])
    expect(found.sources.files).toEqual([{ path: 'app/settings.yaml', text: 'debug: true\n' }])
    expect(found.named).toEqual(['app/settings.yaml'])
  })

  test('a named Terraform file brings the other files of its folder, since Terraform reads the folder', () => {
    write({ 'infra/main.tf': '# main', 'infra/variables.tf': '# variables', 'infra/notes.md': 'notes' })
    const found = open(['infra/main.tf'])
    expect(paths(found)).toEqual(['infra/main.tf', 'infra/variables.tf'])
    expect(found.named).toEqual(['infra/main.tf'])
  })

  test('the same file under two paths is one input', () => {
    write({ 'app/template.yaml': template })
    expect(paths(open(['app', '.', 'app/template.yaml']))).toEqual(['app/template.yaml'])
  })

  test('standard input is an input with a name that tells its format', () => {
    const given = (text: string) => open(['-'], { stdin: Buffer.from(text) }).sources.files
    expect(given(template)).toEqual([{ path: 'stdin.yaml', text: template }])
    expect(given('{"Resources":{}}')).toEqual([{ path: 'stdin.json', text: '{"Resources":{}}' }])
    expect(given('resource "aws_sqs_queue" "jobs" {}\n')[0]?.path).toBe('stdin.tf')
  })

  test('empty standard input is nothing to check', () => {
    expect(problems(open(['-'], { stdin: Buffer.from(' \n') }))).toEqual([
      'error NOTHING_TO_CHECK Standard input is empty.',
    ])
  })
})

describe('what is skipped unless named', () => {
  test('what git ignores, with deeper files overruling higher ones', () => {
    write({
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.gitignore': 'build/\n*.local.yaml\n',
      'app/.gitignore': '!kept.local.yaml\n',
      'app/template.yaml': template,
      'app/mine.local.yaml': template,
      'app/kept.local.yaml': template,
      'build/template.yaml': template,
    })
    const found = open(['.'])
    expect(paths(found)).toEqual(['app/kept.local.yaml', 'app/template.yaml'])
    expect(Object.fromEntries(found.passedOver.folders)).toEqual({ hidden: 1, 'git-ignored': 1 })
    expect(paths(open(['app']))).toEqual(['app/kept.local.yaml', 'app/template.yaml'])
    expect(paths(open(['build']))).toEqual(['build/template.yaml'])
    expect(paths(open(['app/mine.local.yaml']))).toEqual(['app/mine.local.yaml'])
  })

  test('hidden folders, packages, build folders of the tools, and the copies of sources in cdk.out', () => {
    const skipped = ['.github', 'node_modules', '.terraform', '.aws-sam', 'cdk.out/asset.0a1b']
    write({
      ...Object.fromEntries(skipped.map((folder) => [`${folder}/template.yaml`, template])),
      'cdk.out/Shop.template.json': '{"Resources":{"Jobs":{"Type":"AWS::SQS::Queue"}}}',
    })
    expect(paths(open(['.']))).toEqual(['cdk.out/Shop.template.json'])
    expect(paths(open(skipped))).toEqual(skipped.map((folder) => `${folder}/template.yaml`).sort())
  })
})

describe('nothing outside the root is read', () => {
  test('the root is the git top level above the path, else the path', () => {
    write({
      'repo/.git/HEAD': '',
      'repo/app/template.yaml': template,
      'repo/shared.json': '{}',
      'secret.txt': 'secret',
    })
    const inGit = open(['repo/app'])
    expect(inGit.sources.read('repo/app/../shared.json')).toEqual({ path: 'repo/shared.json', text: '{}' })
    expect(inGit.sources.read('secret.txt')).toBeUndefined()
    expect(problems(inGit)).toEqual([
      `error OUTSIDE_ROOT secret.txt lies outside the checked root (${join(cwd, 'repo')}) and was not read. --root DIR widens the root.`,
    ])
    rmSync(join(cwd, 'repo/.git'), { recursive: true })
    expect(open(['repo/app']).sources.read('repo/shared.json')).toBeUndefined()
    expect(open(['repo/app'], { root: 'repo' }).sources.read('repo/shared.json')?.text).toBe('{}')
  })

  test('a file that is asked for and missing is no diagnostic: who asks says it', () => {
    write({ 'template.yaml': template })
    const found = open(['.'])
    expect(found.sources.read('nested/none.yaml')).toBeUndefined()
    expect(found.sources.read('a\0b')).toBeUndefined()
    expect(found.diagnostics).toEqual([])
  })

  test('a path outside a given root is refused', () => {
    write({ 'app/template.yaml': template, 'other/template.yaml': template })
    const found = open(['other'], { root: 'app' })
    expect(codes(found)).toEqual(['error OUTSIDE_ROOT'])
    expect(found.sources.files).toEqual([])
  })

  test('a root that does not exist is said, with what was meant', () => {
    write({ 'app/template.yaml': template })
    expect(problems(open(['app'], { root: 'ap' }))).toEqual([
      'error PATH_NOT_FOUND There is no file or folder ap. Did you mean app?',
    ])
  })

  test('symbolic links that lead outside are not followed, named or found', () => {
    write({ 'outside/template.yaml': template, 'outside/main.tf': '# main', 'repo/template.yaml': template })
    write({ 'repo/.git/HEAD': '' })
    symlinkSync('../outside', join(cwd, 'repo/link'))
    symlinkSync('../outside/main.tf', join(cwd, 'repo/main.tf'))
    const found = open(['repo'])
    expect(paths(found)).toEqual(['repo/template.yaml'])
    expect(codes(found)).toEqual(['warning OUTSIDE_ROOT', 'error OUTSIDE_ROOT'])
    expect(codes(open(['repo/link']))).toEqual(['error OUTSIDE_ROOT'])
    expect(codes(open(['repo/main.tf']))).toEqual(['error OUTSIDE_ROOT'])
  })

  test('links inside the root are followed once, loops included', () => {
    write({ 'app/template.yaml': template, 'shared/common.tf': '# common' })
    symlinkSync('..', join(cwd, 'app/up'))
    symlinkSync('template.yaml', join(cwd, 'app/again.yaml'))
    mkdirSync(join(cwd, 'prod'))
    symlinkSync('../shared/common.tf', join(cwd, 'prod/common.tf'))
    const found = open(['.'])
    expect(paths(found)).toEqual(['app/template.yaml', 'prod/common.tf', 'shared/common.tf'])
    expect(found.diagnostics).toEqual([])
  })
})

test('the root that would hold what lies outside is known, and none is wanted for what lies inside, there or not', () => {
  write({ 'roots/api/main.tf': '', 'modules/role/main.tf': '' })
  const { sources } = open(['roots/api'])
  const wanted = ['modules/role', 'modules/none', 'roots/other', '../else', 'roots/api/own', 'roots/api']
  expect(wanted.map((path) => sources.widened?.(path))).toEqual(['.', '.', 'roots', '..', undefined, undefined])
  expect(open(['roots/api'], { root: '.' }).sources.widened?.('modules/role')).toBe(undefined)
})

describe('what cannot be read is said', () => {
  test('a missing path, with the name that was meant', () => {
    write({ 'examples/shop/template.yaml': template })
    expect(problems(open(['examples/shpo/template.yaml', 'nothing/like/it']))).toEqual([
      'error PATH_NOT_FOUND There is no file or folder examples/shpo/template.yaml. Did you mean examples/shop/template.yaml?',
      'error PATH_NOT_FOUND There is no file or folder nothing/like/it.',
    ])
  })

  test('a folder without inputs, with what was passed over and what would be an input', () => {
    write({ 'a.md': '', 'b.md': '', 'c.json': '{}', 'node_modules/x.js': '' })
    expect(problems(open(['.']))).toEqual([
      'error NOTHING_TO_CHECK Nothing to check under .: passed over 3 files (2 .md, 1 .json), and the folders that are skipped unless named (1 node_modules). ' +
        'Inputs are CloudFormation templates (YAML or JSON with Resources of types like AWS::Lambda::Function) and Terraform sources (*.tf), plans and states (JSON).',
    ])
  })

  test('a folder without inputs beside one with some, with what was passed over there', () => {
    write({ 'empty/a.md': '', 'ok/template.yaml': template, 'ok/b.txt': '' })
    const found = open(['empty', 'ok', 'ok/template.yaml'])
    expect(problems(found).map((said) => said.replace(/ Inputs are .*/, ''))).toEqual([
      'error NOTHING_TO_CHECK Nothing to check under empty: passed over 1 file (1 .md).',
    ])
    expect(paths(found)).toEqual(['ok/template.yaml'])
  })

  test('a binary file and one of another encoding, if named; a byte order mark and UTF-16 are read', () => {
    write({
      'photo.yaml': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]),
      'latin.yaml': Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'),
      'mark.yaml': `\uFEFF${template}`,
      'wide.yaml': Buffer.from(`\uFEFF${template}`, 'utf16le'),
    })
    const found = open(['photo.yaml', 'latin.yaml', 'mark.yaml', 'wide.yaml'])
    expect(problems(found)).toEqual([
      'error FILE_NOT_TEXT photo.yaml is a binary file, not text.',
      'error FILE_NOT_TEXT latin.yaml is not UTF-8: line 2 has bytes of another encoding.',
    ])
    expect(found.sources.files).toEqual([
      { path: 'mark.yaml', text: template },
      { path: 'wide.yaml', text: template },
    ])
    expect(codes(open(['.']))).toEqual([])
  })

  test('a file above the limit is refused by its size; in a folder only if it shows a template', () => {
    write({ 'large.yaml': template, 'data.json': '[1, 2]' })
    for (const path of ['large.yaml', 'data.json']) truncateSync(join(cwd, path), 50 * 1024 * 1024)
    expect(problems(open(['.']))).toEqual([
      'error FILE_TOO_LARGE large.yaml has 50 MB; at most 10 MB are read. If it is meant to be so large, give --limit file-size=50MB.',
    ])
    expect(codes(open(['data.json']))).toEqual(['error FILE_TOO_LARGE'])
    expect(paths(open(['large.yaml'], { limits: { fileSize: 1 } }))).toEqual([])
  })

  test('more inputs than the limit are not dropped silently', () => {
    write({ 'a.yaml': template, 'b.yaml': template, 'c.yaml': template })
    const found = open(['.'], { limits: { files: 2 } })
    expect(paths(found)).toEqual(['a.yaml', 'b.yaml'])
    expect(problems(found)).toEqual([
      'error TOO_MANY_FILES There are more than 2 inputs, and the rest was not read. Name fewer paths, or raise it with --limit.',
    ])
    expect(codes(open(['.'], { limits: { names: 2 } }))).toEqual(['error TOO_MANY_FILES'])
    expect(codes(open(['.'], { limits: { totalSize: 60 } }))).toEqual(['error TOO_MANY_FILES'])
  })

  test('a device or pipe is not waited for', () => {
    expect(codes(openSources(['/dev/null'], { cwd }))).toEqual(['error FILE_UNREADABLE'])
  })
})

test('a file beside the inputs is read wherever it lies', () => {
  write({ 'parameters.json': '{}' })
  expect(readTextFile('parameters.json', cwd)).toEqual({ path: 'parameters.json', text: '{}' })
  expect(readTextFile('parameter.json', cwd)).toEqual({
    code: 'PATH_NOT_FOUND',
    severity: 'error',
    message: 'There is no file or folder parameter.json. Did you mean parameters.json?',
    location: null,
  })
})

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), content)
  }
}

function open(from: readonly string[], options: Partial<OpenOptions> = {}) {
  return openSources(from, { cwd, ...options })
}

type Found = ReturnType<typeof openSources>
const paths = ({ sources }: Found) => sources.files.map(({ path }) => path)
const codes = ({ diagnostics }: Found) => diagnostics.map(({ severity, code }) => `${severity} ${code}`)
const problems = ({ diagnostics }: Found) =>
  diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)

describe('what an adapter may ask for beside the inputs', () => {
  test('the names in a folder of the root, without links that lead out of it', () => {
    write({
      'root/live/main.tf': '',
      'root/modules/fn/main.tf': '',
      'root/modules/notes.md': '',
      'other/secret.txt': '',
    })
    symlinkSync(join(cwd, 'other'), join(cwd, 'root/modules/out'))
    const { list } = open(['root/live'], { root: 'root' }).sources
    expect(list?.('root/modules')).toEqual([
      { name: 'fn', type: 'folder' },
      { name: 'notes.md', type: 'file' },
    ])
    expect(['other', 'root/modules/out', 'root/missing', 'root/live/main.tf'].map((path) => list?.(path))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('the bytes of a file of the root that is no text, without a word about it', () => {
    write({ 'root/main.tf': '', 'root/fn.zip': 'PK\u0000', 'secret.txt': 'x' })
    const found = open(['root/main.tf'], { root: 'root' })
    expect(found.sources.bytes?.('root/fn.zip')).toEqual(Buffer.from('PK\u0000'))
    expect([found.sources.bytes?.('secret.txt'), found.sources.bytes?.('root'), found.diagnostics]).toEqual([
      undefined,
      undefined,
      [],
    ])
  })
})
