import type { Ignored } from './ignored.ts'

/** What a file may be, by its name: a template only if its text shows one, a Terraform file always. */
export type Candidate = 'template' | 'terraform'

/** A name in a folder. */
export interface Item {
  readonly name: string
  readonly type: 'file' | 'folder' | 'other'
  /** Where a symbolic link leads: inside the root, outside of it, nowhere. */
  readonly link?: 'inside' | 'outside' | 'broken'
  /** The same for two names of one folder or file. */
  readonly identity: string
}

/** What was met and not taken, for the message that says why nothing was found. */
export interface PassedOver {
  /** How many files, by their ending (`.md`, or the name where there is none). */
  readonly files: Map<string, number>
  /** Folders that were not entered, by why: `git-ignored`, `hidden`, `node_modules`, … */
  readonly folders: Map<string, number>
}

export interface Walk {
  /** The names in a folder, sorted; `undefined` where it cannot be read, which `list` itself reports. */
  readonly list: (folder: string) => readonly Item[] | undefined
  readonly ignored: Ignored
  /** A file that may be an input; false where it is none after all. */
  readonly take: (path: string, candidate: Candidate) => boolean
  /** A symbolic link that is not followed. */
  readonly refuse: (path: string, link: 'outside' | 'broken', candidate: Candidate | undefined) => void
  /** Asked for each name; false ends the walk. */
  readonly mayContinue: () => boolean
  readonly passedOver: PassedOver
}

interface Place {
  readonly path: string
  /** The path that `ignored` knows. */
  readonly fromTop: string
  readonly item: Item
}

/**
 * Goes through a folder and what lies below it, and hands over every file that may be an input. Symbolic links come last
 * and lead to no folder or template twice, so links form no loops.
 */
export function discover(start: Place, walk: Walk): void {
  const seen = new Set<string>()
  const waiting: Place[] = [start]
  const links: Place[] = []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop() ?? links.shift()) {
    if (next.item.type === 'file') {
      takeFile(next, seen, walk)
      continue
    }
    if (seen.has(next.item.identity)) continue
    seen.add(next.item.identity)
    const folders: Place[] = []
    for (const item of walk.list(next.path) ?? []) {
      if (!walk.mayContinue()) return
      const place = { path: join(next.path, item.name), fromTop: join(next.fromTop, item.name), item }
      if (item.link === 'outside' || item.link === 'broken') walk.refuse(place.path, item.link, candidateOf(item.name))
      else if (item.type === 'folder' && isSkipped(place, walk)) continue
      else if (item.link === 'inside') links.push(place)
      else if (item.type === 'folder') folders.push(place)
      else takeFile(place, seen, walk)
    }
    waiting.push(...folders.reverse())
  }
}

function isSkipped({ path, fromTop, item }: Place, walk: Walk): boolean {
  const reason = skippedFolder(path, item.name) ?? (walk.ignored(fromTop, true) ? 'git-ignored' : undefined)
  if (reason !== undefined) count(walk.passedOver.folders, reason)
  return reason !== undefined
}

function takeFile({ path, fromTop, item }: Place, seen: Set<string>, walk: Walk): void {
  const candidate = candidateOf(item.name)
  const wanted = candidate !== undefined && item.type === 'file' && !walk.ignored(fromTop, false)
  const again = candidate === 'template' && seen.has(item.identity)
  if (wanted && !again && walk.take(path, candidate)) seen.add(item.identity)
  else count(walk.passedOver.files, endingOf(item.name))
}

/** What a file may be, by its name alone. */
export function candidateOf(name: string): Candidate | undefined {
  if (name === '.terraform.lock.hcl' || /\.(tf|tofu|tfvars)(\.json)?$/.test(name)) return 'terraform'
  if (name.startsWith('.') || /^(package(-lock)?|tsconfig.*|composer(\.lock)?)\.json$/.test(name)) return undefined
  return isUsualName(name) || mayHoldTemplate(name) ? 'template' : undefined
}

/** A name that templates, plans and states usually have, so that one which cannot be read matters. */
export function isUsualName(name: string): boolean {
  return /\.(ya?ml|json|template|tfstate)$/i.test(name)
}

/** Names that templates have as well, `shop.cfn`, `shop.yaml.txt` or no ending at all; copies that tools leave are none. */
function mayHoldTemplate(name: string): boolean {
  if (!name.includes('.') || /\.(cfn|cform|cft)$/i.test(name)) return true
  return (
    /\.(ya?ml|json|template|cfn|cform|cft)\.\w+$/i.test(name) && !/\.(bak|orig|rej|old|swp|md|map|snap)$/i.test(name)
  )
}

/**
 * Whether a text shows a CloudFormation or SAM template, whole or broken: a key `Resources` and somewhere a `Type` like
 * `AWS::Lambda::Function`. Looks at the text alone and in linear time, so that any file may be asked.
 */
export function showsTemplate(text: string): boolean {
  return (
    /(?:^|[{,\s])["']?Resources["']?[ \t]*:/m.test(text) && /["']?\bType["']?[ \t]*:\s{0,200}["']?\w+::\w/.test(text)
  )
}

function skippedFolder(path: string, name: string): string | undefined {
  if (name === 'node_modules' || name === '.terraform' || name === '.aws-sam') return name
  if (name.startsWith('.')) return 'hidden'
  return name.startsWith('asset.') && /(^|\/)cdk\.out\//.test(path) ? 'cdk.out assets' : undefined
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot).toLowerCase() : name
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function join(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
}

/** Whether the beginning of a file shows a Terraform plan or state, which may be larger than what people write. */
export function showsPlan(head: string): boolean {
  return /^\s*\{/.test(head) && /"(terraform_version|format_version)"\s*:/.test(head.slice(0, 4096))
}

/** A name for standard input that tells its format, as a file's ending would. */
export function stdinPath(text: string): string {
  if (/^\s*[{[]/.test(text)) return 'stdin.json'
  const isTerraform = /^\s*(?:resource|data|module|variable|provider|output)\s+"|^\s*(?:locals|terraform)\s*\{/m.test(
    text,
  )
  return isTerraform && !showsTemplate(text) ? 'stdin.tf' : 'stdin.yaml'
}
