/** What stands on one side of a thing: what comes in, what goes out. */
export function section(side: 'in' | 'out', heading: string, cards: readonly string[]): string {
  const list = cards.length === 0 ? '<p class="none">Nothing that was given.</p>' : `<ul>${cards.join('\n')}</ul>`
  return `<section class="${side}"><h5>${heading}</h5>${list}</section>`
}

/** One of the things on a side; empty lines are left out. */
export function card(title: string, lines: readonly string[]): string {
  const kept = lines.filter((line) => line !== '').map((line) => `<p>${line}</p>`)
  return `<li class="card"><strong>${title}</strong>${kept.join('')}</li>`
}
