/**
 * Danger in a text message, and what somebody wants to know. Many upazilas sound like a cry for help to an ear that forgives every spelling (Savar like
 * "sever", Kushtia like কষ্ট), and a woman in danger is asked where she is: a place and nothing else is a place.
 */
import { readDanger } from '@dhatri/care/danger'
import { type Asked, readTopic } from '@dhatri/care/topic'
import { isPlaceName } from '@dhatri/flow/place'
import type { World } from './world.ts'

/** The signs of danger that a text tells of; undefined where there is none. */
export function hearDanger(
  { library, phrases }: Pick<World, 'library' | 'phrases'>,
  text: string,
): { signs: string[] } | undefined {
  return isPlace(library, text) ? undefined : readDanger(text, phrases)
}

/** The topic that a text asks about; undefined where it names none. */
export function hearTopic(
  { library, phrases, topics }: Pick<World, 'library' | 'phrases' | 'topics'>,
  text: string,
): Asked | undefined {
  return isPlace(library, text) ? undefined : readTopic(text, topics, phrases)
}

function isPlace(library: World['library'], text: string): boolean {
  return isPlaceName(library.places[library.atlas] ?? {}, text)
}
