/** What a command line has around it. Everything that differs from run to run comes from here. */
export interface Host {
  /** The arguments after the program's name. */
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The working directory. */
  readonly cwd: string
  readonly version: string
  /** Standard output: data and reports. */
  readonly output: Screen
  /** Standard error: what is wrong, and progress. */
  readonly errors: Screen
  /** Milliseconds from some moment on, never going back. */
  readonly clock: () => number
  /** The present date in UTC: `2026-11-22`. */
  readonly today: () => string
  /** What standard input gives, ended after `most` bytes and one. */
  readonly standardInput: (most: number) => Promise<Uint8Array>
  /** The lines of standard input as they arrive. */
  readonly standardInputLines: () => AsyncIterable<string>
  /** Many command lines are answered in one process: what one names wrongly is a warning where that can be. */
  readonly isBatch?: true
  /** Writes a file, its path relative to the working directory. Throws as the file system does. */
  readonly writeFile: (path: string, text: string) => void
  /** Writes a file that is not there yet, with the folders it lies in. Throws `EEXIST` where it is. */
  readonly writeNewFile: (path: string, text: string) => void
  /** Posts JSON. Throws as `fetch` does. */
  readonly post: (url: URL, body: string) => Promise<{ readonly status: number; readonly text: string }>
  readonly processors: number
  /** The folder of the compiled policies. */
  readonly bundle: URL
  /** The folder of the policies' sources, with their examples. */
  readonly policies: URL
}

export interface Screen {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  readonly columns: number
}
