/** Who stands on a rung; apart from the loader, so that the service carries no YAML. */
import type { Rung } from './ladder.ts'
import type { Role } from './worker.ts'

/** The worker a rung rings: its own, else its cover's; undefined where there is neither. */
export function findPerson(rung: Rung, people: { [role in Role]?: string }): string | undefined {
  return people[rung.role] ?? (rung.cover && people[rung.cover])
}
