import type { Made } from '../build.ts'
import { makeMap } from '../build.ts'
import type { Expansion } from '../expansion.ts'
import type { FunctionEvent } from '../serverless.ts'

/** Who may call a function, and for what. */
export interface Caller {
  /** `s3.amazonaws.com`. */
  readonly principal: string
  readonly sourceArn?: Made
  readonly sourceAccount?: Made
  readonly eventSourceToken?: Made
  /** The stem of the permission's id; that of the event where there is none. */
  readonly stem?: string
}

/** Lets a service call the function of an event. Gives the logical id of the permission. */
export function addPermission(event: FunctionEvent, caller: Caller, expansion: Expansion): string {
  const id = `${caller.stem ?? event.logicalId}Permission`
  expansion.add({
    id,
    type: 'AWS::Lambda::Permission',
    properties: makeMap(
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: event.target.name,
        Principal: caller.principal,
        SourceArn: caller.sourceArn,
        SourceAccount: caller.sourceAccount,
        EventSourceToken: caller.eventSourceToken,
      },
      event.at,
    ),
    attributes: event.owner.attributes,
    at: event.at,
  })
  return id
}
