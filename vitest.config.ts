import { defineConfig } from 'vitest/config'

const endToEnd = 'test/end-to-end/**/*.test.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rooms', include: ['test/**/*.test.ts'], exclude: [endToEnd], testTimeout: 30_000 } },
      // These run the built program, so it is built first where it is older than its sources.
      { test: { name: 'end-to-end', include: [endToEnd], globalSetup: 'test/support/build.ts', testTimeout: 60_000 } },
    ],
  },
})
