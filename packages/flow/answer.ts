/** The answer types by name; to add one, write its file under `answers/` and its line here. */
import { CHOICE, type ChoiceKind } from './answers/choice.ts'
import { CHOICES, type ChoicesKind } from './answers/choices.ts'
import { DATE, type DateKind } from './answers/date.ts'
import { DATING, type DatingKind } from './answers/dating.ts'
import { ID, type IdKind } from './answers/id.ts'
import { NAME, type NameKind } from './answers/name.ts'
import { NUMBER, type NumberKind } from './answers/number.ts'
import { PHONE, type PhoneKind } from './answers/phone.ts'
import { PLACE, type PlaceKind } from './answers/place.ts'
import { RECORDED, type RecordingKind } from './answers/recording.ts'
import type { AnswerType } from './answers/shape.ts'
import { TEXT, type TextKind } from './answers/text.ts'

/** A declared answer or fact. */
export type Kind =
  | ChoiceKind
  | ChoicesKind
  | DateKind
  | DatingKind
  | IdKind
  | NameKind
  | NumberKind
  | PhoneKind
  | PlaceKind
  | RecordingKind
  | TextKind

/** Every answer type by the name written after `type:`. */
export const ANSWER_TYPES: Record<Kind['type'], AnswerType<Kind>> = {
  choice: CHOICE,
  choices: CHOICES,
  date: DATE,
  dating: DATING,
  id: ID,
  name: NAME,
  number: NUMBER,
  phone: PHONE,
  place: PLACE,
  recording: RECORDED,
  text: TEXT,
}

/** The type of a kind. */
export function typeOf(kind: Kind): AnswerType<Kind> {
  return ANSWER_TYPES[kind.type]
}
