/**
 * A birth as it is told: where, who attended, each baby, how the mother is. Who counts as trained follows the national
 * survey (BDHS: doctor, nurse, midwife, welfare visitor, trained birth attendant). Where some of several babies died the
 * others are cared for; where all did, the mother is cared for as after a loss.
 */
import { foldForMatch } from '@dhatri/text/normal'
import type { BirthPlace } from './birth.place.ts'
import type { OutcomeKind } from './record.ts'

const ATTENDANTS = {
  doctor: list('doctor, doktor, daktar, dr, ডাক্তার, ডাক্তার, ডক্টর'),
  nurse: list('nurse, nars, narse, sister, নার্স, সিস্টার'),
  midwife: list('midwife, fwv, মিডওয়াইফ, মিডওয়াইফ, পরিদর্শিকা'),
  csba: list('csba, sba, সিএসবিএ'),
  dai: list('dai, dhai, daima, tba, দাই, দাইমা, ধাত্রী'),
  family: list('family, relative, poribar, shashuri, sasuri, পরিবার, শাশুড়ি, শাশুড়ি'),
}

/** Who attended a birth. */
export type Attendant = keyof typeof ATTENDANTS

const ORDER: Attendant[] = ['doctor', 'nurse', 'midwife', 'csba', 'dai', 'family']
const SEXES: ['m' | 'f', string[]][] = [
  ['m', list('boy, chele, cele, sele, ছেলে, পুত্র')],
  ['f', list('girl, meye, mey, maye, মেয়ে, মেয়ে, কন্যা')],
]

/** What became of one baby by the time of the report; weight in hundreds of grams. */
export type Baby = { fate: 'alive' | 'stillborn' | 'died'; sex?: 'm' | 'f'; weight?: number }

/** What a birth says beside its day. */
export type BirthStory = {
  babies?: number
  each?: Baby[]
  place?: BirthPlace
  attendant?: Attendant
  mother?: 'well' | 'ill' | 'died'
}

/** The outcome that a birth is, and what is kept of it; `lost` are the babies that died, counted from 1. */
export type BirthSum = {
  kind: Extract<OutcomeKind, 'liveBirth' | 'stillbirth' | 'neonatalDeath'>
  babies?: number
  lost: number[]
  /** One letter a baby: m, f or - where nobody said. */
  sexes?: string
  weights?: number[]
}

/** Sums a birth up. */
export function sumBirth({ babies, each = [] }: BirthStory): BirthSum {
  const lost = each.flatMap(({ fate }, index) => (fate === 'alive' ? [] : [index + 1]))
  const count = each.length > 0 ? Math.max(each.length, babies ?? 0) : babies
  const isAllLost = each.length > 0 && lost.length === count
  const isStill = each.every(({ fate }) => fate === 'stillborn')
  const hasSexes = each.some(({ sex }) => sex !== undefined)
  const hasWeights = each.some(({ weight }) => weight !== undefined)
  return {
    kind: isAllLost ? (isStill ? 'stillbirth' : 'neonatalDeath') : 'liveBirth',
    ...(count === undefined ? {} : { babies: count }),
    lost: isAllLost ? [] : lost,
    ...(hasSexes ? { sexes: each.map(({ sex = '-' }) => sex).join('') } : {}),
    ...(hasWeights ? { weights: each.map(({ weight = 0 }) => weight) } : {}),
  }
}

/** Who attended, as some words name them; undefined where they name nobody we know. */
export function findAttendant(words: string[]): Attendant | undefined {
  return ORDER.find((each) => ATTENDANTS[each].some((name) => words.includes(name)))
}

/** The sexes that words name, in their order. */
export function findSexes(words: string[]): ('m' | 'f')[] {
  return words.flatMap((word) => SEXES.flatMap(([sex, names]) => (names.includes(word) ? [sex] : [])))
}

function list(words: string): string[] {
  return words.split(', ').map(foldForMatch)
}
