/** The entries on a list of places: its numbers, a code keyed at once, and names in letters, of one upazila or several. */
import { toBengaliDigits } from '@dhatri/text/digits'
import type { Machine } from '../machine.ts'
import { optionNumber } from '../navigation.ts'
import { foundBy, isFound, listInside, type Places } from '../place.ts'
import type { Entry } from './entry.ts'

/** Every entry of the list shown, or where `isWhole` is false its ends, which stand for the rest. */
export function listPlaces({ level, view, start }: Machine, id: string, isWhole: boolean): Entry[] {
  const { places } = view
  const isCall = start.channel === 'voice'
  const codes = listInside(places, level)
  const listed = codes.flatMap((code, index): Entry[] => {
    if (!isWhole && index > 0 && index < codes.length - 1) return []
    const digits = String(optionNumber(index))
    const texts = isCall || !isWhole ? [digits] : [digits, toBengaliDigits(digits)]
    const isUpazila = places[code]?.level === 'upazila'
    return texts.map((text) =>
      isUpazila
        ? { text, as: 'answer', meaning: `${id} ${code}`, value: code }
        : { text, as: 'list', meaning: `list ${code}` },
    )
  })
  const { single, shared } = namesIn(places)
  const named = single.flatMap((code): Entry[] => {
    const { bn = '', en = '' } = places[code] ?? {}
    const texts = isCall || !isWhole ? [code] : [code, bn, en]
    return texts.map((text) => ({ text, as: 'answer', meaning: `${id} ${code}`, value: code }))
  })
  const several = isCall || isFound(level) ? [] : shared
  return [
    ...listed,
    ...named,
    ...several.map((text): Entry => ({ text, as: 'list', meaning: `list ?${text}` })),
    { text: String(optionNumber(codes.length)), as: 'wrong' },
  ]
}

/** The upazilas with the shortest and the longest name of those whose name is theirs alone; a name that several share. */
type Named = { single: string[]; shared: string[] }

const known = new WeakMap<Places, Named>()

function namesIn(places: Places): Named {
  const before = known.get(places)
  if (before !== undefined) return before
  const count = (name: string) => listInside(places, foundBy(name)).length
  const codes = Object.keys(places).filter((code) => places[code]?.level === 'upazila')
  const alone = codes.filter((code) => count(places[code]?.bn ?? '') === 1 && count(places[code]?.en ?? '') === 1)
  alone.sort((one, other) => (places[one]?.bn.length ?? 0) - (places[other]?.bn.length ?? 0))
  const shared = codes.map((code) => places[code]?.en ?? '').find((name) => count(name) > 1)
  const named = {
    single: [...new Set([...alone.slice(0, 1), ...alone.slice(-1)])],
    shared: shared === undefined ? [] : [shared],
  }
  known.set(places, named)
  return named
}
