import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Manifest } from '../model/policy.ts'
import { takeBytes } from './plugins/bytes.ts'
import { endGracefully } from './plugins/ending.ts'
import { answerErrors, refuseRequest } from './plugins/errors.ts'
import { logRequests, shownRequest } from './plugins/log.ts'
import { describeApi } from './plugins/openapi.ts'
import type { Pool } from './pool/pool.ts'
import { admissionRoutes } from './routes/admissions.ts'
import { dataRoutes } from './routes/data.ts'
import { healthRoutes } from './routes/health.ts'
import { policyRoutes } from './routes/policies.ts'

/** What the server answers with; the application itself reads no clock and no settings. */
export interface AppOptions {
  readonly pool: Pool
  readonly manifests: readonly Manifest[]
  readonly version: string
  /** The present date in UTC: `2026-11-22`. */
  readonly today: () => string
  /** Bytes of the largest request body. */
  readonly bodyLimit: number
  /** Ids of requests, for the log and the header `x-request-id`. */
  readonly newId: () => string
  /** Silent unless given. */
  readonly logLevel?: string
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export interface Server {
  readonly app: App
  /** Finishes what was taken, refuses the rest and closes. */
  readonly end: () => Promise<void>
}

/** The policy server, not listening. Evaluation happens in the pool; bodies are handed to it as they came. */
export async function createApp(options: AppOptions): Promise<Server> {
  const { logLevel, bodyLimit, newId } = options
  const app: App = Fastify({
    logger: logLevel === undefined ? false : { level: logLevel, base: null, serializers: { req: shownRequest } },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: newId,
    requestIdHeader: false,
    requestTimeout: 60_000,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequest,
    routerOptions: { maxParamLength: 4096 },
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  takeBytes(app)
  logRequests(app)
  answerErrors(app)
  const end = endGracefully(app)
  await describeApi(app, options)
  healthRoutes(app)
  policyRoutes(app, options)
  admissionRoutes(app, options)
  dataRoutes(app, options)
  return { app, end }
}
