import { plain, type Source, through } from './source.ts'

/** Identity sources stand in a list, or in one text with commas between them. */
export function identitySources(source: Source): Source {
  return (scope) => {
    const value = through(source, (one) => {
      if (one.type === 'list') return one
      if (one.type !== 'scalar') return { type: 'list', items: [one], at: one.at }
      const names = String(one.value)
        .split(',')
        .map((name) => name.trim())
      return plain(
        names.filter((name) => name !== ''),
        one.at,
      )
    })(scope)
    return value.type === 'scalar' ? plain([], value.at) : value
  }
}
