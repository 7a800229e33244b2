import type { Host } from './host.ts'

/** The option of commands that print for people. */
export interface ColourOption {
  readonly color: boolean
}

export const colourOption = ['--no-color', 'no colours (NO_COLOR does the same)'] as const

/** What a text for standard output is drawn for. */
export function screenOf(host: Host, { color }: ColourOption): { readonly colour: boolean; readonly width: number } {
  return { colour: wantsColour(host, color), width: host.output.columns }
}

/** Whether to colour what goes to standard output. See no-color.org and force-color.org. */
export function wantsColour({ environment, output }: Host, asked: boolean): boolean {
  if (!asked || environment.NO_COLOR) return false
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0'
  return output.isTerminal && environment.TERM !== 'dumb'
}
