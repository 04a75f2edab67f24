/**
 * Which of the women on a phone an answer is about: the one the question named; else the only one it can be. Where it
 * could be several, nobody is guessed at: a guess could silence one woman and go on writing to another who has lost.
 */
import { countAlive, isCarrying, isInCare } from '@dhatri/care/outcome'
import type { Deed } from './deed.ts'
import { loadWoman, type Woman } from './woman.ts'
import type { World } from './world.ts'

/** Everybody on the phone who may be meant, in the order they were registered. */
export async function listWomen(world: World, deed: Deed): Promise<Woman[]> {
  const named = deed.held.slot.conversation.start.facts['woman']
  const { women, refused } = deed.phone.links
  const ids = typeof named === 'string' ? [named] : women
  return loadInCare(
    world,
    ids.filter((id) => !refused.includes(id)),
  )
}

/**
 * Whose loss or birth it may be, whoever the conversation was about: a question about the visit of one is answered by
 * whoever holds the phone.
 */
export async function listMeant(world: World, { phone }: Deed, news: 'born' | 'lost'): Promise<Woman[]> {
  const women = await loadInCare(world, phone.links.women)
  const carrying = women.filter(({ record }) => isCarrying(record))
  const parents = women.filter(({ record }) => countAlive(record) > 0)
  if (news === 'lost') return [...carrying, ...parents]
  return carrying.length > 0 ? carrying : parents
}

async function loadInCare(world: World, ids: string[]): Promise<Woman[]> {
  const women: Woman[] = []
  for (const id of ids) {
    const woman = await loadWoman(world, id)
    if (woman !== undefined && isInCare(woman.record)) women.push(woman)
  }
  return women
}

/** Those of whom the phone, as one of their family's, agreed to hear. */
export async function listFamily(world: World, { phone }: Pick<Deed, 'phone'>): Promise<Woman[]> {
  const known = phone.item?.['fam']
  const women: Woman[] = []
  for (const id of known instanceof Set ? known : []) {
    const woman = typeof id === 'string' ? await loadWoman(world, id) : undefined
    if (woman?.record.family?.phone === phone.pseudonym && isInCare(woman.record)) women.push(woman)
  }
  return women
}

/** The one who is meant; undefined when there is none or it could be several. */
export async function chooseWoman(world: World, deed: Deed): Promise<Woman | undefined> {
  const women = await listWomen(world, deed)
  if (women.length <= 1) return women[0]
  const pregnant = women.filter(({ record }) => isCarrying(record))
  return pregnant.length === 1 ? pregnant[0] : undefined
}
