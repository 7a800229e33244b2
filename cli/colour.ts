import type { Host } from './host.ts'

/** Whether to colour what goes to standard output. See no-color.org and force-color.org. */
export function wantsColour({ environment, output }: Host, asked: boolean): boolean {
  if (!asked || environment.NO_COLOR) return false
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0'
  return output.isTerminal && environment.TERM !== 'dumb'
}
