import { afterEach, describe, expect, test } from 'vitest'
import { createPool, Overrun, type Pool, type PoolOptions } from '../../server/pool/pool.ts'
import type { DataTask } from '../../server/pool/tasks.ts'

let pool: Pool | undefined

afterEach(async () => {
  await pool?.close()
  pool = undefined
})

function start(options: Partial<PoolOptions> = {}): Pool {
  pool = createPool({
    worker: new URL('./fixtures/worker.mjs', import.meta.url),
    workerData: { bundles: [], limits: { memoryMb: 64, timeMs: 1000 }, version: '0' },
    threads: 2,
    timeLimitMs: 5000,
    memoryMb: 64,
    waitingLimit: 1000,
    ...options,
  })
  return pool
}

function task(...path: readonly string[]): DataTask {
  const wants = { pretty: false, metrics: false, strict: false }
  return { type: 'data', version: 'v1', path, input: { in: 'none' }, wants }
}

async function said(running: Pool, ...path: readonly string[]): Promise<string> {
  const { body } = await running.run(task(...path))
  return new TextDecoder().decode(body)
}

/** What an overrun says, or that there was none. */
async function overrun(running: Pool, ...path: readonly string[]): Promise<string> {
  const problem = await running.run(task(...path)).then(
    () => 'finished',
    (thrown: unknown) => thrown,
  )
  return problem instanceof Overrun ? `${problem.reason}: ${problem.message}` : String(problem)
}

describe('a task that overruns is ended with its thread, and the others are untouched', () => {
  test.each([
    ['loop', { timeLimitMs: 300 }, 'time: it took longer than 0.3 s and was ended'],
    ['allocate', {}, 'memory: it needed more than 64 MiB and was ended'],
    ['exit', {}, 'crash: its thread ended'],
    ['throw', {}, 'Error: as told'],
  ])('%s', async (what, options, expected) => {
    const running = start(options)
    const others = Array.from({ length: 20 }, (_, index) => said(running, 'fine', String(index)))
    expect(await overrun(running, what)).toBe(expected)
    expect(await Promise.all(others)).toEqual(others.map((_, index) => `fine/${index} 0`))
    expect(await said(running, 'after')).toBe('after 0')
  })

  test('when every thread is held, those that wait are answered by the threads that replace them', async () => {
    const running = start({ timeLimitMs: 300 })
    const held = [overrun(running, 'loop'), overrun(running, 'loop')]
    const waiting = Array.from({ length: 10 }, () => said(running, 'waited'))
    expect(await Promise.all(held)).toEqual(Array(2).fill('time: it took longer than 0.3 s and was ended'))
    expect(await Promise.all(waiting)).toEqual(Array(10).fill('waited 0'))
  })
})

test('the time that a task waits for a thread does not count', async () => {
  const running = start({ threads: 1, timeLimitMs: 600 })
  const all = Array.from({ length: 4 }, () => said(running, 'wait', '250'))
  expect(await Promise.all(all)).toEqual(Array(4).fill('wait/250 0'))
})

test('a hundred at the same moment are all answered, each with its own', async () => {
  const running = start()
  const all = Array.from({ length: 100 }, (_, index) => said(running, String(index)))
  expect(await Promise.all(all)).toEqual(all.map((_, index) => `${index} 0`))
})

test('beyond those that may wait, tasks are refused at once', async () => {
  const running = start({ threads: 1, waitingLimit: 1 })
  const taken = [said(running, 'wait', '100'), said(running, 'second')]
  expect(await overrun(running, 'third')).toBe('busy: 1 requests wait for a thread already')
  expect(await Promise.all(taken)).toEqual(['wait/100 0', 'second 0'])
})

test('a body goes to the thread whole, whether its buffer is its own or shared', async () => {
  const running = start()
  const own = new Uint8Array(100_000)
  const shared = Buffer.from('of a pool of buffers')
  const send = async (body: Uint8Array) => {
    const answer = await running.run({ ...task('body'), input: { in: 'member', body, yaml: false } })
    return new TextDecoder().decode(answer.body)
  }
  expect(await send(own)).toBe('body 100000')
  expect(await send(shared)).toBe(`body ${shared.length}`)
})

test('closing waits for what was taken', async () => {
  const running = start({ threads: 1 })
  const taken = [said(running, 'wait', '50'), said(running, 'second')]
  await running.close()
  pool = undefined
  expect(await Promise.all(taken)).toEqual(['wait/50 0', 'second 0'])
})
