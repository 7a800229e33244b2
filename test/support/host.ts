import type { Host } from '../../cli/host.ts'

/** A command line without a process around it: what it prints and writes is kept. */
export interface FakeHost extends Host {
  readonly printed: { output: string; errors: string; readonly files: Record<string, string> }
}

export function fakeHost(
  given: Partial<Host> & { readonly columns?: number; readonly isTerminal?: boolean } = {},
): FakeHost {
  const printed = { output: '', errors: '', files: {} as Record<string, string> }
  const { columns = 100, isTerminal = false, ...host } = given
  return {
    arguments: [],
    environment: {},
    cwd: '/nowhere',
    version: '1.2.3',
    output: { write: (text) => (printed.output += text), isTerminal, columns },
    errors: { write: (text) => (printed.errors += text), isTerminal, columns },
    clock: () => 0,
    today: () => '2026-11-22',
    standardInput: async () => new Uint8Array(),
    standardInputLines: async function* () {},
    writeFile: (path, text) => {
      printed.files[path] = text
    },
    writeNewFile: (path, text) => {
      printed.files[path] = text
    },
    post: async () => {
      throw new Error('no network here')
    },
    processors: 1,
    bundle: new URL('file:///nowhere/'),
    policies: new URL('file:///nowhere/'),
    ...host,
    printed,
  }
}
