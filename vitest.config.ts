import { defineConfig } from 'vitest/config'

/** Unit tests lie beside their source, whole-system tests under `test/`. */
export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'functions/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/browser/**'],
    // By default one core is left free; on a machine of two that is half of it.
    maxWorkers: '100%',
    // Nothing here mocks a module: files of one worker may share what they import.
    isolate: false,
    // Machines are noisy: this is for what hangs, and measures nothing.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})
