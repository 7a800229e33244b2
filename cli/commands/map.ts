import type { Command } from 'commander'
import { builtFile } from '../../engine/bundle/load.ts'
import type { ApplicationMap } from '../../model/map.ts'
import { plain } from '../../report/text/width.ts'
import { type ColourOption, colourOption, screenOf } from '../colour.ts'
import { type ExitCode, exitCodeOfDiagnostics } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import { readInputs } from '../stacks.ts'
import { date, oneOf, traceHelp, UsageError } from '../usage.ts'

const formats = ['text', 'json', 'mermaid', 'dot', 'svg', 'html'] as const
type Format = (typeof formats)[number]

interface MapOptions extends InputOptions, ColourOption {
  readonly format: Format
  readonly now?: string
}

export function declareMap(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const command = program
    .command('map')
    .summary('what runs each function, and what each can touch')
    .description(
      'Draws the application map of each stack under PATH: its functions, what makes each run and from where it can be reached, what each may read, write and invoke, its limits, and the ways by which one makes itself run again.',
    )
    .argument('[PATH...]', 'files and folders; - is standard input')
    .option('--format <FORMAT>', `what to print: ${formats.join(', ')}`, oneOf('--format', formats), 'text')
  addInputOptions(command)
    .option('--now <DATE>', 'as on this day, like 2026-11-22 (default: today)', date)
    .option('--verbose', traceHelp)
    .option(...colourOption)
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: MapOptions) => finish(await map(paths, options, host)))
}

const help = `
Examples:
  portcullis map app.yaml                                  a table of its functions
  portcullis map infra --var stage=prod --format json      everything, for programs
  portcullis map app.yaml --format mermaid >> README.md    a drawing that forges show
  portcullis map app.yaml --format html > map.html         a page to search and to walk through
  portcullis map app.yaml --format svg > map.svg           a drawing
  portcullis map app.yaml --format dot | dot -Tpdf         a drawing by a Graphviz of yours`

async function map(paths: readonly string[], options: MapOptions, host: Host): Promise<ExitCode> {
  if (paths.length === 0) throw new UsageError('map takes a PATH to read: a file, a folder, or - for standard input.')
  const [{ stackMap }, { aroundGiven }] = await Promise.all([
    import('../../engine/graph/stack-map.ts'),
    import('../../engine/foreign/given.ts'),
  ])
  const { stacks, given, diagnostics } = await readInputs(paths, options, host)
  const now = options.now ?? host.today()
  const around = aroundGiven(stacks, given, now)
  const drawn: ApplicationMap = {
    schemaVersion: '1',
    stacks: stacks.map((stack) => stackMap(stack, given, now, around.get(stack))),
    diagnostics,
  }
  host.output.write(await render(drawn, options, host))
  return exitCodeOfDiagnostics(diagnostics)
}

async function render(drawn: ApplicationMap, options: MapOptions, host: Host): Promise<string> {
  const { format } = options
  switch (format) {
    case 'json':
      return (await import('../../report/map/json.ts')).mapToJson(drawn)
    case 'mermaid':
      return (await import('../../report/map/mermaid.ts')).mapToMermaid(drawn)
    case 'dot':
      return (await import('../../report/map/dot.ts')).mapToDot(drawn)
    case 'svg':
    case 'html':
      return renderPicture(drawn, format, host)
    case 'text':
      return (await import('../../report/map/text.ts')).mapToText(drawn, screenOf(host, options))
  }
}

/** Graphviz is loaded for pictures alone. What it cannot draw is said, and the rest of the page is there. */
async function renderPicture(drawn: ApplicationMap, format: 'svg' | 'html', host: Host): Promise<string> {
  const { startGraphviz } = await import('../../report/map/picture/graphviz.ts')
  const graphviz = startGraphviz(builtFile('report/map/picture/thread.js'))
  try {
    const { text, undrawn } =
      format === 'svg'
        ? await (await import('../../report/map/svg.ts')).mapToSvg(drawn, graphviz.layOut)
        : await (await import('../../report/map/html.ts')).mapToHtml(drawn, graphviz.layOut)
    for (const { stack, why } of undrawn) {
      host.errors.write(
        `portcullis: warning: ${plain(stack)} is not drawn: ${plain(why)}; --format json holds all of it\n`,
      )
    }
    return text
  } finally {
    graphviz.close()
  }
}
