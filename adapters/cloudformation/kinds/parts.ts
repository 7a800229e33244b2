import { readThrough } from '../../mapping/mapping.ts'

/** What is part of an entity that another resource declares, or leads to. */
export const parts = readThrough(['AWS::ApiGateway::Resource', 'AWS::ApiGatewayV2::Integration'])
