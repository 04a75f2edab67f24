/** Is one experiment the same wherever it stands? Two flows that name it must draw alike, or one woman goes two ways. */
import { type Audit, bookOf } from '../audit.ts'
import { fail } from '../book.ts'

/** Notes experiments of one name whose ways or weights differ. */
export function checkArms(audit: Audit): void {
  const drawn = new Map<string, { flow: string; ways: string }>()
  for (const flow of audit.flows) {
    for (const [index, step] of flow.table.steps.entries()) {
      const source = flow.source.steps[index]
      if (step.kind !== 'arm' || source === undefined) continue
      const ways = step.ways.map(({ is, weight }) => `${is} ${weight}`).join(', ')
      const before = drawn.get(step.id)
      if (before === undefined) drawn.set(step.id, { flow: flow.table.flow, ways })
      else if (before.ways !== ways) {
        const words = `"${step.id}" has other ways here than in "${before.flow}" (${before.ways})`
        fail(
          bookOf(audit, flow),
          source.id,
          'arm.differs',
          words,
          'give both the same ways and weights, or this one another name',
        )
      }
    }
  }
}
