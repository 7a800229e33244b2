import { loadJoined } from './load.ts'

/** Built as `dist/server/pool/worker.js`, which threads begin with. */
const worker = await loadJoined(new URL('../../', import.meta.url)).exports.parts.worker()

export default worker.default
