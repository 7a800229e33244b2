import { makeList, makeMap } from '../build.ts'
import { saidAt, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import { isIntrinsic } from '../intrinsic.ts'
import { optional, terse } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { tagList } from '../tags.ts'

/** A table with a key and nothing else. Source: AWS SAM developer guide, "AWS::Serverless::SimpleTable". */
export const simpleTable: ServerlessType = {
  type: 'AWS::Serverless::SimpleTable',
  phase: 'other',
  properties: {
    PointInTimeRecoverySpecification: optional('any'),
    PrimaryKey: terse('map of texts'),
    ProvisionedThroughput: terse('map'),
    TableName: optional('text', 'map'),
    Tags: optional('map'),
    SSESpecification: optional('map'),
  },
  globals: { section: 'SimpleTable', properties: ['SSESpecification'] },
  expand: (table, expansion) => {
    const { properties, at } = table
    const { name, kind } = primaryKey(table)
    const throughput = saidAt(properties, 'ProvisionedThroughput')
    const placed = valueAt(properties, 'PrimaryKey')?.at ?? at
    expansion.add({
      id: table.id,
      type: 'AWS::DynamoDB::Table',
      properties: makeMap(
        {
          KeySchema: makeList([{ AttributeName: name, KeyType: 'HASH' }], placed),
          AttributeDefinitions: makeList([{ AttributeName: name, AttributeType: kind }], placed),
          ProvisionedThroughput: throughput,
          BillingMode: throughput ? undefined : 'PAY_PER_REQUEST',
          SSESpecification: valueAt(properties, 'SSESpecification'),
          PointInTimeRecoverySpecification: valueAt(properties, 'PointInTimeRecoverySpecification'),
          TableName: saidAt(properties, 'TableName'),
          Tags: tagList(valueAt(properties, 'Tags')),
        },
        at,
      ),
      attributes: table.mainAttributes,
      at,
    })
  },
}

const kinds = new Map([
  ['String', 'S'],
  ['Number', 'N'],
  ['Binary', 'B'],
])

function primaryKey({ id, properties }: ServerlessResource) {
  const key = saidAt(properties, 'PrimaryKey')
  if (key === undefined) return { name: 'id', kind: 'S' }
  const name = valueAt(key, 'Name')
  const type = valueAt(key, 'Type')
  if (name === undefined) throw new InvalidResource(id, "Property 'PrimaryKey.Name' is required.", key.at)
  if (type === undefined) throw new InvalidResource(id, "Property 'PrimaryKey.Type' is required.", key.at)
  const kind = kinds.get(textOf(type) ?? '')
  if (kind === undefined && !isIntrinsic(type)) {
    throw new InvalidResource(id, `Invalid 'Type' "${textOf(type) ?? ''}".`, type.at)
  }
  return { name, kind: kind ?? type }
}
