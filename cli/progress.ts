import type { Host } from './host.ts'

/** Tells a person at a terminal what a long run is doing, in one line that goes away. */
export interface Progress {
  readonly step: (text: string) => void
  readonly done: () => void
}

/** Nothing is written unless standard error is a terminal, nor before the run has taken a while. */
export function startProgress({ errors, clock }: Host, quiet: boolean): Progress {
  const start = clock()
  let shown = false
  return {
    step: (text) => {
      if (quiet || !errors.isTerminal || (!shown && clock() - start < patience)) return
      shown = true
      errors.write(`\r\u001B[2K${text.slice(0, errors.columns - 1)}`)
    },
    done: () => {
      if (shown) errors.write('\r\u001B[2K')
      shown = false
    },
  }
}

/** Milliseconds. */
const patience = 400
