/** A flow as boxes and arrows: what a picture is made of before it has a form. */
import type { Language } from '@dhatri/flow/channel'
import type { Step } from '@dhatri/flow/table'
import type { Text } from '@dhatri/flow/wording'

/** What a box is, which is how it is coloured; `other` is a kind of step that pictures do not know yet. */
export type BoxKind = Step['kind'] | 'start' | 'jump' | 'home' | 'stop' | 'other'

/** One box. `head` is a line above its words, `foot` below; `flow` is the flow that it opens, `step` the step it is or goes to. */
export type Box = { id: string; kind: BoxKind; head: string; body: string; foot?: string; flow?: string; step?: string }

/** One arrow; its labels are the options, outcomes or cases that lead this way. */
export type Arrow = { from: string; to: string; labels: string[] }

/** A flow as boxes and arrows; the first box is where it begins. */
export type Picture = { flow: string; title: string; language: Language; boxes: Box[]; arrows: Arrow[] }

/** A text as it is shown in the picture. */
export type Show = (text: Text | undefined) => string
