import type { Attribute } from '../../model/attribute.ts'
import { partsOf, renderText } from '../../model/text.ts'
import { type Cause, entryOf, type Value } from '../../model/value.ts'
import { literal, parseArn } from './arn.ts'
import type { Context } from './context.ts'
import { accountText } from './grant.ts'
import { mapAttribute, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

/**
 * Who a statement speaks of. Source: IAM User Guide, "AWS JSON policy elements: Principal": an account may be written
 * as its number, as the ARN of its root, or through any identity in it.
 */
export function derivePrincipal(value: Value, context: Context): Attribute {
  const place = placeOf(value)
  const type = entryOf(value, 'type')?.value
  const whom = entryOf(value, 'value')?.value
  if (!type || !whom || type.type !== 'scalar')
    return unknownAttribute({ why: 'this is no principal', needs: [] }, place)
  const here = placeOf(whom)
  const parts = partsOf(whom)
  const unknown = parts?.find((part) => typeof part === 'object' && part.type === 'unknown')
  const cause = unknown && typeof unknown === 'object' && unknown.type === 'unknown' ? unknown.cause : undefined
  const text = renderText(whom)
  const anyone = text === '*'
  const account = type.value === 'AWS' ? accountOf(whom, context, cause) : null
  return mapAttribute(
    {
      type: scalarAttribute(String(type.value), place),
      text: scalarAttribute(text, here),
      any: parts?.length === 1 && cause ? unknownAttribute(cause, here) : scalarAttribute(anyone, here),
      account:
        account !== null && typeof account === 'object'
          ? unknownAttribute(account, here)
          : scalarAttribute(account, here),
    },
    here,
  )
}

function accountOf(whom: Value, context: Context, cause: Cause | undefined): string | Cause {
  if (whom.type === 'symbol') return 'own'
  if (whom.type === 'reference') return 'own'
  const parts = partsOf(whom) ?? []
  const arn = parseArn(parts)
  const section = arn ? arn.account : parts
  const text = literal(section)
  if (text === '*') return 'any'
  if (text !== undefined && /^\d{12}$|[*?]/.test(text)) return accountText(text, context)
  const [only] = section
  if (typeof only === 'object' && only.type === 'symbol' && only.name === 'account') return 'own'
  if (typeof only === 'object' && only.type === 'reference') return 'own'
  return cause ?? { why: `whose account ${renderText(whom)} is cannot be told`, needs: [] }
}
