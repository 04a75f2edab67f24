/**
 * What a flow may do: the closed list of actions by name, with the outcomes each may report and the facts that come
 * with them. The checker holds every flow against this table; the shell performs from the same one.
 */
import type { ActionSpec } from '@dhatri/flow/action'
import {
  askAppointment,
  cancelAppointment,
  findAppointment,
  moveAppointment,
  takeOffer,
} from './actions/appointment.ts'
import { askCall } from './actions/ask-call.ts'
import { closeCase, openCase, sendToCentre, takeCase } from './actions/case.ts'
import { recordChange } from './actions/change.ts'
import { answerInvite } from './actions/invite.ts'
import { setLanguage, startAll, stopAll } from './actions/preference.ts'
import { register } from './actions/register.ts'
import { answerOne, nextRequest } from './actions/request.ts'
import { readAnswer, tellUs } from './actions/said.ts'
import { recordVisit } from './actions/visit.ts'
import type { Deed, Done } from './deed.ts'
import type { World } from './world.ts'

type Perform = (world: World, deed: Deed) => Promise<Done>

/** The code behind each name. */
export const actions: { [name: string]: Perform } = {
  register,
  openCase,
  sendToCentre,
  takeCase,
  closeCase,
  recordVisit,
  recordChange,
  answerInvite,
  setLanguage,
  stopAll,
  startAll,
  askCall,
  tellUs,
  readAnswer,
  findAppointment,
  askAppointment,
  moveAppointment,
  cancelAppointment,
  takeOffer,
  nextRequest,
  answerOne,
}

const changing = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: true })

/** What the checker knows of each. */
export const actionSpecs: ActionSpec[] = [
  changing('register', { registered: ['id', 'edd'], already: ['id', 'edd'], failed: [] }),
  changing('openCase', { opened: [], joined: [], failed: [] }),
  changing('sendToCentre', { opened: ['centre'], joined: ['centre'], failed: [] }),
  changing('takeCase', { taken: [], gone: [], failed: [] }),
  changing('closeCase', { recorded: [], unknown: [], failed: [] }),
  changing('recordVisit', { recorded: ['next?'], unknown: [], failed: [] }),
  changing('recordChange', { recorded: [], unknown: [], failed: [] }),
  changing('answerInvite', { recorded: [], unknown: [], failed: [] }),
  changing('setLanguage', { set: [], failed: [] }),
  changing('stopAll', { stopped: [], failed: [] }),
  changing('startAll', { started: [], failed: [] }),
  changing('askCall', { asked: [], failed: [] }),
  changing('tellUs', { asked: ['ticket'], thanked: [], alarmed: [], danger: [], failed: [] }),
  changing('readAnswer', { answered: ['ticket', 'words'], waiting: ['ticket'], none: [], failed: [] }),
  changing('findAppointment', {
    none: [],
    waiting: ['date'],
    offered: ['date'],
    agreed: ['date', 'centre'],
    failed: [],
  }),
  changing('askAppointment', { asked: ['ticket', 'centre'], failed: [] }),
  changing('moveAppointment', { recorded: [], gone: [], failed: [] }),
  changing('cancelAppointment', { recorded: [], gone: [], failed: [] }),
  changing('takeOffer', { recorded: [], gone: [], failed: [] }),
  changing('nextRequest', {
    referral: ['last', 'opened', 'id', 'phone'],
    appointment: ['last', 'opened', 'date'],
    came: ['last', 'opened', 'date'],
    question: ['last', 'opened', 'words'],
    spoken: ['last', 'opened', 'phone'],
    none: [],
    failed: [],
  }),
  changing('answerOne', { recorded: [], gone: [], failed: [] }),
]
