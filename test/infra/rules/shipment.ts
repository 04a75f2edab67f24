/** What is shipped is what was tested, and carries nothing that does not belong on a production line. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { budgetOf } from '../../../functions/bundle.ts'
import { lambdas, type Rule, type Scene } from '../rule.ts'

/** Parts of the demo: its phones, clock, people and server. */
const demoOnly = /(^|\/)packages\/phone\/|(^|\/)functions\/(demo|example|machine|serve)\b/

const perBundle = ({ bundles }: Scene, find: (name: string, bundle: Scene['bundles'][number]) => string[]): string[] =>
  bundles.length === 0 ? ['there is none'] : bundles.flatMap((bundle) => find(bundle.name, bundle))

/** The rules of this file. */
export const shipmentRules: Rule[] = [
  {
    claim: 'what is shipped is byte for byte what the tests and measurements build',
    find: ({ plan, bundles }) =>
      lambdas(plan).flatMap(({ name, resource }) => {
        const build = plan.builds.find(({ functionID }) => `${functionID}Function` === resource.name)
        const shipped = join(build?.bundle ?? '', `${name}.cjs`)
        const built = bundles.find((bundle) => bundle.name === name)?.file
        if (build === undefined || built === undefined || !existsSync(shipped)) return [`${name} is not there`]
        return readFileSync(shipped).equals(readFileSync(built)) ? [] : [`${name} is another`]
      }),
  },
  {
    claim: 'the release lies beside every function',
    find: ({ plan }) =>
      plan.builds.flatMap(({ functionID, copyFiles }) =>
        copyFiles.some(({ from, to }) => to === 'release.json' && existsSync(from)) ? [] : [functionID],
      ),
  },
  {
    claim: 'nothing of the demo is in a function',
    find: (scene) =>
      perBundle(scene, (name, { inputs }) =>
        inputs.filter((path) => demoOnly.test(path)).map((path) => `${name} carries ${path}`),
      ),
  },
  {
    claim: 'no function is over its budget: USSD 400 KB, the others 480 KB',
    find: (scene) => perBundle(scene, (name, { bytes }) => (bytes > budgetOf(name) ? [`${name}: ${bytes} bytes`] : [])),
  },
]
