#!/usr/bin/env node
import { loadJoined } from './load.ts'

/** Built as `dist/cli/main.js`. */
await loadJoined(new URL('../', import.meta.url)).exports.parts.main()
