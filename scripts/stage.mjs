import { spawn } from 'node:child_process'

/** An expected failure: its message is all that is shown. */
export class Failure extends Error {}

const started = performance.now()

/** One line of progress with the seconds since the start. */
export function say(text) {
  console.error(`portcullis: ${seconds()} ${text}`)
}

function seconds() {
  return `[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s]`
}

/** Runs a program, its output shown as it comes; fails with the given message. */
export async function run(program, args, failure) {
  const { code } = await watch(program, args, { stdio: 'inherit' })
  if (code !== 0) throw new Failure(failure)
}

/** Runs a program, its standard error given line by line; gives its exit code, or null where it does not exist. */
export function watch(program, args, options, onLine = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, options)
    let output = ''
    let rest = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      lines.forEach(onLine)
    })
    child.on('error', () => resolve({ code: null, output }))
    child.on('close', (code) => {
      if (rest !== '') onLine(rest)
      resolve({ code, output })
    })
  })
}
