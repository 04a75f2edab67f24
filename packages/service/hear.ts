/**
 * Danger in a text message. Many upazilas sound like a cry for help to an ear that forgives every spelling (Savar like
 * "sever", Kushtia like কষ্ট), and a woman in danger is asked where she is: a place and nothing else is a place.
 */
import { readDanger } from '@dhatri/care/danger'
import { isPlaceName } from '@dhatri/flow/place'
import type { World } from './world.ts'

/** The signs of danger that a text tells of; undefined where there is none. */
export function hearDanger(
  { library, phrases }: Pick<World, 'library' | 'phrases'>,
  text: string,
): { signs: string[] } | undefined {
  const places = library.places[library.atlas] ?? {}
  return isPlaceName(places, text) ? undefined : readDanger(text, phrases)
}
