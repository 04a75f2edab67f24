/** Names for what comes in: flows, steps, answers and options may be called anything elsewhere; here they are words. */
import { isName, isOptionName } from '@dhatri/flow/bounds'
import { START_FACTS } from '@dhatri/flow/declare'

/** Names that mean something already, as a flow or a step. */
const TAKEN = ['end', 'home', 'engine', 'ladder', 'waits', 'hotlines']

/** A list of names that are taken, to which each new one is added. */
export type Register = Set<string>

/** A register in which only what has a meaning is taken. */
export const openRegister = (): Register => new Set([...TAKEN, ...START_FACTS])

/** A register for names of flows: one may be called as a fact is, and `home` by whoever brings it. */
export const openFlowRegister = (): Register => new Set(TAKEN.filter((name) => name !== 'home'))

/** A name for a flow or a step: its own words run together, with a number where it is taken. */
export function nameStep(wanted: string, register: Register): string {
  const words = wanted
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, ' ')
    .trim()
    .split(' ')
  const joined = words
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('')
  return settle(/^[A-Za-z]/.test(joined) ? joined.slice(0, 34) : `step${joined.slice(0, 30)}`, register, isName)
}

/** A name for an answer: it begins with a small letter, and has no hyphen. */
export function nameAnswer(wanted: string, register: Register): string {
  const plain = nameStep(wanted, new Set()).replaceAll('-', '_').slice(0, 26)
  return settle(plain.charAt(0).toLowerCase() + plain.slice(1), register, isName)
}

/** What an option keeps: letters, digits, - and _ of its name; small letters, because what is texted is folded to them. */
export function nameOption(wanted: string, register: Register): string {
  const plain = wanted
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return settle(plain.slice(0, 17) || 'option', register, isOptionName)
}

function settle(name: string, register: Register, isFit: (name: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}${count}`
    if (register.has(free) || !isFit(free)) continue
    register.add(free)
    return free
  }
}
