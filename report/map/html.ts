import type { ApplicationMap, StackMap } from '../../model/map.ts'
import { stackTitle } from './names.ts'
import { articles } from './page/articles.ts'
import { pageScript, pageStyle, pictureStyle } from './page/assets.ts'
import { finder } from './page/finder.ts'
import { diagnosticList, gaps, legend, notDrawn, numbers } from './page/notes.ts'
import { tables } from './page/tables.ts'
import { nameOfNode, type PageStack } from './page/words.ts'
import { surroundings } from './picture/around.ts'
import { drawPicture, margin } from './picture/draw.ts'
import { type Figure, figureOf } from './picture/figure.ts'
import { type Drawn, type Graphviz, type Picture, tryLayOut } from './picture/layout.ts'
import { digits, escaped, nodeIds } from './picture/markup.ts'

/**
 * The map as one page that holds all it needs and asks nothing of any network: a drawing, a list to search, what is said
 * of each thing, and everything as tables. It can be read without its script, too. A stack that could not be drawn is
 * there without a drawing.
 */
export async function mapToHtml({ stacks, diagnostics }: ApplicationMap, graphviz: Graphviz): Promise<Drawn> {
  const sections: string[] = []
  const undrawn: Drawn['undrawn'][number][] = []
  for (const [index, stack] of stacks.entries()) {
    const page = pageStack(stack, index)
    const figure = figureOf(stack)
    const laidOut = await tryLayOut(figure, graphviz)
    if ('failed' in laidOut) {
      undrawn.push({ stack: stack.id, why: laidOut.failed })
      sections.push(section(page, notLaidOut(laidOut.failed)))
    } else {
      const around = await drawSurroundings(figure, page, graphviz)
      sections.push(
        section(
          page,
          stage(page, laidOut.picture, around) + notDrawn(figure.leftOut, laidOut.picture.isLabelled, page),
        ),
      )
    }
  }
  return { text: await document(sections, { stacks, diagnostics }), undrawn }
}

function pageStack(stack: StackMap, index: number): PageStack {
  const names = new Map(stack.nodes.map((node) => [node.id, nameOfNode(node)]))
  return {
    stack,
    prefix: `s${index}`,
    ids: nodeIds(index, stack.nodes),
    nameOf: (node) => names.get(node) ?? node,
    edges: new Map(stack.edges.map((edge) => [edge.id, edge])),
  }
}

/** Each in a template, which the script puts in the place of the whole when something in it is picked. */
async function drawSurroundings(figure: Figure, { ids }: PageStack, graphviz: Graphviz): Promise<string> {
  const templates: string[] = []
  for (const [box, around] of surroundings(figure)) {
    const laidOut = await tryLayOut(around, graphviz)
    if ('failed' in laidOut) break
    templates.push(`<template data-around="${box}">${drawing(laidOut.picture, ids)}</template>`)
  }
  return templates.join('\n')
}

function notLaidOut(why: string): string {
  return `<p class="undrawn">This stack could not be drawn: ${escaped(why)}. The list and the tables hold everything.</p>`
}

function stage({ stack, ids }: PageStack, picture: Picture, around: string): string {
  const back = around === '' ? '' : '<button type="button" data-do="whole" hidden>Back to the whole</button>'
  return `<div class="tools" role="group" aria-label="View of the drawing" hidden>
<button type="button" data-do="out" aria-label="Smaller">−</button><button type="button" data-do="in" aria-label="Larger">+</button><button type="button" data-do="fit">All</button><button type="button" data-do="full">Full size</button><button type="button" data-do="clear">Clear</button>${back}
<p class="hint">Drag or scroll to move. Keys: arrows, +, −, 0; Tab goes from thing to thing, Enter to what is said of it, Escape clears.</p>
</div>
<div class="stage" tabindex="0" role="region" aria-label="Drawing of ${escaped(stackTitle(stack))}">
${drawing(picture, ids)}
</div>
${around}
${legend}`
}

function drawing(picture: Picture, ids: PageStack['ids']): string {
  const [width, height] = [digits(picture.width + 2 * margin), digits(picture.height + 2 * margin)]
  return `<svg class="drawing" role="img" aria-label="Drawing; the tables say the same" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${drawPicture(picture, ids)}
</svg>`
}

function section(page: PageStack, drawing: string): string {
  const { prefix, stack } = page
  return `<section class="stack" id="${prefix}" aria-labelledby="${prefix}-title">
<header class="about"><h2 id="${prefix}-title">${escaped(stack.path)}</h2>
${numbers(stack)}
${gaps(page)}</header>
<div class="columns">
${finder(page)}
<div class="main">
<a class="skip" href="#${prefix}-details">Skip the drawing</a>
<h3>Drawing</h3>
${drawing}
<section class="details" id="${prefix}-details" tabindex="-1" aria-labelledby="${prefix}-one"><h3 id="${prefix}-one">One by one</h3>
<p class="invite">Pick something in the list or in the drawing to see what makes it run, what it may do, and which line says so.</p>
${articles(page).join('\n')}
</section>
<section class="tables" aria-labelledby="${prefix}-all"><h3 id="${prefix}-all">As tables</h3>
${tables(page)}
</section>
</div>
</div>
</section>`
}

async function document(
  sections: readonly string[],
  { stacks, diagnostics }: Pick<ApplicationMap, 'stacks' | 'diagnostics'>,
): Promise<string> {
  const style = `${pictureStyle}${pageStyle}`
  const policy = `default-src 'none'; img-src data:; style-src '${await hashOf(style)}'; script-src '${await hashOf(pageScript)}'; base-uri 'none'; form-action 'none'`
  const choice = stacks.map((stack, index) => `<li><a href="#s${index}">${escaped(stack.path)}</a></li>`)
  const title = stacks.length === 1 ? `Application map of ${escaped(stacks[0]?.path ?? '')}` : 'Application map'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="portcullis">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header class="top"><h1>Application map</h1>${stacks.length > 1 ? `<nav aria-label="Stacks"><ul>${choice.join('')}</ul></nav>` : ''}</header>
<main>
${diagnosticList(diagnostics)}
${sections.join('\n') || '<p class="undrawn">There is no stack to draw.</p>'}
</main>
<script>${pageScript}</script>
</body>
</html>
`
}

/** What names an inline style or script in a content security policy. */
async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
