import type { MapValue, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { textOf } from '../edit.ts'
import { typeOf } from '../expansion.ts'
import { referenceName } from '../intrinsic.ts'
import { type ApiDocument, anyMethod, isHttpDocument, isRestDocument } from './document.ts'
import { expectPresent, expectText, ofEvent } from './expect.ts'

/** What REST and HTTP APIs differ in while events look for theirs. */
export interface Flavour {
  readonly name: 'rest' | 'http'
  readonly apiType: 'AWS::Serverless::Api' | 'AWS::Serverless::HttpApi'
  readonly eventType: 'Api' | 'HttpApi'
  /** The property of an event that names its API. */
  readonly apiProperty: 'RestApiId' | 'ApiId'
  /** The API of events that name none. */
  readonly implicitId: 'ServerlessRestApi' | 'ServerlessHttpApi'
}

export const restFlavour: Flavour = {
  name: 'rest',
  apiType: 'AWS::Serverless::Api',
  eventType: 'Api',
  apiProperty: 'RestApiId',
  implicitId: 'ServerlessRestApi',
}

export const httpFlavour: Flavour = {
  name: 'http',
  apiType: 'AWS::Serverless::HttpApi',
  eventType: 'HttpApi',
  apiProperty: 'ApiId',
  implicitId: 'ServerlessHttpApi',
}

/** The route an event asks for; an event of an HTTP API that names none gets all that no other one takes. */
export function routeOf(event: string, properties: MapValue, flavour: Flavour): { path: string; method: string } {
  const refuse = ofEvent(event)
  const path = properties.entries.get('Path')?.value
  const method = properties.entries.get('Method')?.value
  const isEmpty = (value: Value | undefined): boolean => value === undefined || isNull(value) || textOf(value) === ''
  if (flavour.name === 'http' && isEmpty(path) && isEmpty(method)) return { path: '$default', method: anyMethod }
  return {
    path: expectText(expectPresent(path, 'Path', refuse, properties.at), 'Path', refuse),
    method: expectText(expectPresent(method, 'Method', refuse, properties.at), 'Method', refuse),
  }
}

/** The logical id of the API that an event names. */
export function apiOf(event: string, properties: MapValue, flavour: Flavour): string {
  const named = properties.entries.get(flavour.apiProperty)?.value
  if (named === undefined) return flavour.implicitId
  return referenceName(named) ?? expectText(named, flavour.apiProperty, ofEvent(event), named.at)
}

/**
 * Whether an event may name a resource as its API. What is no serverless API is let pass: it gets no route, the function a
 * permission. An event of an HTTP API may name a REST API as well, whose document it writes into.
 */
export function isApiFor(flavour: Flavour, body: MapValue): boolean {
  return flavour.name === 'http' || typeOf(body) !== httpFlavour.apiType
}

export function isEditable({ root }: ApiDocument, flavour: Flavour): boolean {
  return flavour.name === 'rest' ? isRestDocument(root) : isHttpDocument(root)
}
