/**
 * docs/coverage.md: what the articles ask, the policies that hold it, what no look at configuration can see of it, and
 * the closest thing that is done. `catalogue` as readProfiles gives it; `built` by id.
 */
export function coveragePage({ practices, files }, built) {
  const articles = Object.entries(files).filter(([, { practices: asked }]) => asked !== undefined)
  return [
    '# Coverage',
    head(practices, built),
    '## What the articles ask',
    'Each is a profile as well: `check --profile NAME` judges by what it asks and nothing else. What cannot be seen, and what is done about it, stands with each of the practices below.',
    ...articles.flatMap(([name, article]) => articlePart(name, article, practices, built)),
    '## The practices',
    ...Object.entries(practices).map((entry) => practicePart(entry, articles, built)),
  ].join('\n\n')
}

function head(practices, built) {
  const ids = idsOf(practices)
  const missing = ids.filter((id) => !built.has(id))
  const rest =
    missing.length === 0 ? '' : ` The other ${missing.length} are not built yet, and nothing is judged by them.`
  return `What articles on the security of serverless applications ask, which policies hold it, what nobody can see who looks at configuration alone, and the closest thing portcullis does about that. Of the ${ids.length} policies named here ${ids.length - missing.length} are built.${rest}`
}

function articlePart(name, { title, description, practices: asked }, practices, built) {
  const items = asked.map(({ asks, policies, unseen, closest }, index) => {
    const held = policies.map((one) =>
      one in practices ? practiceLink(one, practices, built) : policyLink(one, built),
    )
    const more = [
      ...(unseen === undefined ? [] : [`No static check sees: ${unseen}`]),
      ...(closest === undefined ? [] : [`Closest: ${closest}`]),
    ]
    return `${index + 1}. **${asks}** ${held.join(', ')}.${more.map((text) => ` ${text}`).join('')}`
  })
  return [`### ${name}`, `${title}. ${oneLine(description)}`, items.join('\n')]
}

function practiceLink(practice, practices, built) {
  const { policies } = practices[practice]
  const count = policies.filter((name) => built.has(`${practice}/${name}`)).length
  const how = count === 0 ? 'nothing built yet' : `${count} of ${policies.length} built`
  return `[${practice}](#${practice}) (${how})`
}

function practicePart([practice, { title, policies, unseen, closest }], articles, built) {
  const ids = policies.map((name) => `${practice}/${name}`)
  const done = ids.filter((id) => built.has(id)).map((id) => policyLink(id, built))
  const missing = ids.filter((id) => !built.has(id)).map((id) => `\`${id}\``)
  const asking = articles.flatMap(([name, { practices: asked }]) => {
    const numbers = asked.flatMap((one, index) =>
      one.policies.some((id) => id === practice || id.startsWith(`${practice}/`)) ? [index + 1] : [],
    )
    return numbers.length === 0 ? [] : [`[${name}](#${name}) ${numbers.join(', ')}`]
  })
  return [
    `### ${practice}`,
    `${title}.`,
    [
      `- **Asked by**: ${asking.join('; ') || 'none of the articles'}.`,
      `- **Judged by**: ${done.join(', ') || 'nothing yet'}.`,
      ...(missing.length > 0 ? [`- **Not built yet**: ${missing.join(', ')}.`] : []),
      `- **No static check sees**: ${unseen}`,
      `- **Closest**: ${closest}`,
    ].join('\n'),
  ].join('\n\n')
}

function idsOf(practices) {
  return Object.entries(practices).flatMap(([practice, { policies }]) => policies.map((name) => `${practice}/${name}`))
}

function policyLink(id, built) {
  return built.has(id) ? `[${id}](../policies/${id}/README.md)` : `\`${id}\` (not built yet)`
}

function oneLine(text) {
  return text.trim().replaceAll('\n', ' ')
}
