import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ApplicationMap } from '../../../model/map.ts'
import { mapToHtml } from '../../../report/map/html.ts'
import { exampleMap } from '../../support/example-map.ts'
import { layOutHere } from '../../support/graphviz.ts'
import { largeApplication } from '../../support/large-application.ts'
import { mapOf } from '../../support/map.ts'

const shop = async (): Promise<ApplicationMap> => mapped(await exampleMap('shop/cloudformation'))

function mapped(...stacks: ApplicationMap['stacks']): ApplicationMap {
  return { schemaVersion: '1', stacks, diagnostics: [] }
}

describe('the page', () => {
  test('is told of each function what runs it, what it may do, and which statement says so', async () => {
    const { text, undrawn } = await mapToHtml(await shop(), layOutHere)
    expect(undrawn).toEqual([])
    expect(textOf(articleOf(text, 'shop-thumbnailer'))).toBe(
      [
        'shop-thumbnailer private function · AWS::Lambda::Function template.yaml:305:3',
        'Runs because of PicturesBucket (bucket) s3:ObjectCreated:* asynchronous template.yaml:267:3',
        'Reach and limits Can be made to run by nobody from outside of the stack',
        'Makes itself run again shop-thumbnailer → shop-thumbnailer (role) → PicturesBucket (bucket) → shop-thumbnailer',
        'Time limit 60 seconds Memory 1,024 MB Storage 512 MB At once not limited Asynchronous events 2 retries',
        'May, as shop-thumbnailer (role)',
        'read write PicturesBucket (bucket) s3:GetObject s3:PutObject statement 1 of pictures, on arn:${partition}:s3:::shop-pictures-${account}/* template.yaml:303:32',
        'write any of logs (resources) logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents statement 2 of AWSLambdaBasicExecutionRole, on * template.yaml:292:11',
        'read write any of xray (resources) xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets xray:GetSamplingStatisticSummaries statement “AWSXRayDaemonWriteAccess” of AWSXRayDaemonWriteAccess, on * template.yaml:293:11',
      ].join(' '),
    )
  })

  test('says aloud what is missing', async () => {
    const { text } = await mapToHtml(await shop(), layOutHere)
    expect(textOf(text)).toContain(
      'Not complete: something may be missing here. ReportRoleArn has no value; it concerns ReportRoleArn (role) ; give --parameter ReportRoleArn=… template.yaml:16:3',
    )
  })

  test('holds everything as tables, too', async () => {
    const map = await shop()
    const [stack] = map.stacks
    const { text } = await mapToHtml(map, layOutHere)
    const tables = [...text.matchAll(/<details class="table"><summary[^>]*>(.*?) <span class="number">(\d+)/g)]
    expect(tables.map(([, name, rows]) => [name, Number(rows)])).toEqual([
      ['Functions', stack?.functions.length],
      ['What makes functions run', stack?.functions.flatMap(({ triggers }) => triggers).length],
      ['What roles permit', stack?.roles.flatMap(({ access }) => access).length],
      ['Loops', stack?.functions.flatMap(({ loops }) => loops).length],
      ['All things', stack?.nodes.length],
      ['All connections', stack?.edges.length],
    ])
    expect(text.match(/<th scope="row">/g)).toHaveLength(tables.reduce((sum, [, , rows]) => sum + Number(rows), 0))
  })

  test('asks nothing of a network, and lets nothing run but its own style and script', async () => {
    const { text } = await mapToHtml(await shop(), layOutHere)
    const hashOf = (element: string): string => {
      const inside = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? ''
      return `'sha256-${createHash('sha256').update(inside).digest('base64')}'`
    }
    expect(text).toContain(
      `content="default-src 'none'; img-src data:; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'"`,
    )
    expect(text).not.toMatch(/\s(?:src|style|on\w+)=|url\(|@import|https?:/)
  })

  test('leads nowhere that is not there, and names nothing twice', async () => {
    const map = mapped(await mapOf(largeApplication()), await exampleMap('shop/terraform'))
    const { text } = await mapToHtml(map, layOutHere)
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '')
    const known = new Set(ids)
    expect(ids.length).toBe(known.size)
    const named = [...text.matchAll(/\s(?:href="#|(?:data-node|data-with|aria-labelledby|for)=")([^"]*)"/g)]
    expect(named.flatMap(([, id = '']) => (known.has(id) ? [] : [id]))).toEqual([])
  })

  test('is the same each time', async () => {
    expect(await mapToHtml(await shop(), layOutHere)).toEqual(await mapToHtml(await shop(), layOutHere))
  })
})

test('of a large application the surroundings of each thing are drawn, to be read one by one', async () => {
  const { text } = await mapToHtml(mapped(await mapOf(largeApplication())), layOutHere)
  const around = /<template data-around="(b\d+)">([\s\S]*?)<\/template>/.exec(text.slice(text.indexOf('ordersWorker0')))
  expect(around).not.toBeNull()
  const boxes = new Set([...text.matchAll(/data-box="(b\d+)"/g)].map(([, box]) => box))
  expect(text.match(/<template /g)).toHaveLength(boxes.size)
})

test('a stack that cannot be drawn is there with its list and its tables, and that is said', async () => {
  const { text, undrawn } = await mapToHtml(await shop(), async () => {
    throw new Error('took longer than 20 s')
  })
  expect(undrawn).toEqual([{ stack: 'template.yaml', why: 'took longer than 20 s' }])
  expect(textOf(text)).toContain(
    'This stack could not be drawn: took longer than 20 s. The list and the tables hold everything.',
  )
  expect(text).not.toContain('<svg')
  expect(text).toContain('All connections')
})

test('a page without a stack says so, with what was wrong', async () => {
  const message = 'This is no YAML: the list is not closed.'
  const diagnostics: ApplicationMap['diagnostics'] = [{ code: 'SYNTAX', severity: 'error', message, location: null }]
  const { text } = await mapToHtml({ schemaVersion: '1', stacks: [], diagnostics }, layOutHere)
  expect(textOf(text)).toContain(`What was wrong in what was read error ${message}`)
  expect(textOf(text)).toContain('There is no stack to draw.')
})

test('names cannot break out of the page, and long ones are cut', async () => {
  const name = '</script><img src=x onerror="alert(1)">\'&\u202e\u0000'
  const { text } = await mapToHtml(mapped(await mapOf(hostile(name))), layOutHere)
  expect(text).not.toContain('<img')
  expect(text.match(/<\/script>/g)).toHaveLength(1)
  for (const sign of ['\u0000', '\u202e']) expect(text).not.toContain(sign)
  expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;')
  const long = await mapToHtml(mapped(await mapOf(hostile('x'.repeat(10_000)))), layOutHere)
  expect(long.text).not.toContain('x'.repeat(300))
})

function hostile(name: string): string {
  return JSON.stringify({
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } },
      Work: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name, Role: name, Code: { ZipFile: name } } },
      Link: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Work' }, EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } },
      },
    },
  })
}

function articleOf(page: string, name: string): string {
  const articles = page.match(/<article [\s\S]*?<\/article>/g) ?? []
  return articles.find((article) => article.includes(`>${name}</h4>`)) ?? ''
}

/** What a person reads. */
function textOf(markup: string): string {
  return markup
    .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;|&quot;|&amp;|&lt;|&gt;/g, (entity) => entities[entity] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

const entities: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
}
