/** Who stands on a rung, and which rungs a place has; apart from the loader, so that the service carries no YAML. */
import { clockMinutes } from './dhaka.ts'
import type { Ladder, Rung } from './ladder.ts'
import type { Role } from './worker.ts'

/** The worker a rung rings: its own, else its cover's; undefined where there is neither. */
export function findPerson(rung: Rung, people: { [role in Role]?: string }): string | undefined {
  return people[rung.role] ?? (rung.cover && people[rung.cover])
}

/** The rungs of a place: its own ladder where it has one (the longest code that fits), else the general one. */
export function rungsOf({ rungs, areas }: Ladder, area: string): Rung[] {
  const codes = Object.keys(areas).filter((code) => area.startsWith(code))
  const longest = codes.sort((one, other) => other.length - one.length)[0]
  return (longest === undefined ? undefined : areas[longest]) ?? rungs
}

/** Whether a rung is rung at this hour; hours may go over midnight. */
export function isOnDuty({ hours }: Rung, now: number): boolean {
  if (hours === undefined) return true
  const minutes = clockMinutes(now)
  const { from, to } = hours
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to
}
