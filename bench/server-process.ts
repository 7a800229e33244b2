import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** A server process on the loopback interface. */
export interface Server {
  readonly url: string
  /** Ends it, if need be by force, and waits until it has ended. */
  readonly stop: () => Promise<void>
}

/** Starts a program on a free port, and waits until it answers `/health`; throws after 30 seconds. */
export async function startServer(
  program: string,
  argumentsFor: (port: number) => readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = await freePort()
  const env = { ...process.env, ...environment }
  const child = spawn(program, argumentsFor(port), { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()))
  const stop = async (): Promise<void> => {
    process.off('exit', kill)
    child.kill('SIGTERM')
    const last = setTimeout(kill, 10_000)
    await ended
    clearTimeout(last)
  }
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return { url, stop }
    await new Promise((wake) => setTimeout(wake, 100))
  }
  await stop()
  throw new Error(`${program} ${argumentsFor(port).join(' ')} did not start`)
}

/** Found by listening on any; somebody else may take it before the program does, and then it does not start. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer().once('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      listener.close(() => resolve(port))
    })
  })
}
