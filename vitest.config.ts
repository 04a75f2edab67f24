import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, so that no worker is left with it alone at the end. */
const longest = ['explore', 'corrections', 'data', 'check', 'serve.settings', 'whole', 'journey', 'losses', 'bundle']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return at < 0 ? longest.length : at
    }
    return [...(await super.sort(files))].sort((one, other) => rank(one) - rank(other))
  }
}

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
    sequence: { sequencer: LongestFirst },
    env: { TZ: 'UTC' },
  },
})
