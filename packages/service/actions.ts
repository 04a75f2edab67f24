/**
 * What a flow may do: the closed list of actions by name, with the outcomes each may report and the facts that come
 * with them. The checker holds every flow against this table; the shell performs from the same one.
 */
import type { ActionSpec } from '@dhatri/flow/action'
import { askCall } from './actions/ask-call.ts'
import { closeCase, openCase, takeCase } from './actions/case.ts'
import { recordChange } from './actions/change.ts'
import { enrol } from './actions/enrol.ts'
import { answerInvite } from './actions/invite.ts'
import { keepAnswer, putQuestion, withdraw } from './actions/later.ts'
import { setLanguage, startAll, stopAll } from './actions/preference.ts'
import { registerOther } from './actions/register.other.ts'
import { register } from './actions/register.ts'
import { answerRelative } from './actions/relative.ts'
import { recordVisit } from './actions/visit.ts'
import type { Deed, Done } from './deed.ts'
import type { World } from './world.ts'

type Perform = (world: World, deed: Deed) => Promise<Done>

/** The code behind each name. */
export const actions: { [name: string]: Perform } = {
  register,
  registerOther,
  openCase,
  takeCase,
  closeCase,
  recordVisit,
  recordChange,
  answerInvite,
  answerRelative,
  putQuestion,
  keepAnswer,
  withdraw,
  enrol,
  setLanguage,
  stopAll,
  startAll,
  askCall,
}

const changing = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: true })

/** What the checker knows of each. */
export const actionSpecs: ActionSpec[] = [
  changing('register', { registered: ['id', 'edd'], already: ['id', 'edd'], failed: [] }),
  changing('registerOther', { invited: [], registered: [], already: [], tooMany: [], failed: [] }),
  changing('openCase', { opened: [], joined: [], failed: [] }),
  changing('takeCase', { taken: [], gone: [], failed: [] }),
  changing('closeCase', { recorded: [], unknown: [], failed: [] }),
  changing('recordVisit', { recorded: ['next?'], unknown: [], failed: [] }),
  changing('recordChange', { recorded: [], unknown: [], failed: [] }),
  changing('answerInvite', { recorded: [], unknown: [], failed: [] }),
  changing('answerRelative', { recorded: [], unknown: [], failed: [] }),
  changing('putQuestion', {
    whose: [],
    hours: [],
    channel: [],
    age: [],
    name: [],
    family: [],
    support: [],
    none: [],
    failed: [],
  }),
  changing('keepAnswer', { kept: [], held: [], ours: [], unknown: [], failed: [] }),
  changing('withdraw', { recorded: [], unknown: [], failed: [] }),
  changing('enrol', {
    registered: ['id', 'edd'],
    watching: ['id'],
    already: ['id'],
    same: ['id', 'name?'],
    ours: [],
    full: [],
    unknown: [],
    failed: [],
  }),
  changing('setLanguage', { set: [], failed: [] }),
  changing('stopAll', { stopped: [], failed: [] }),
  changing('startAll', { started: [], failed: [] }),
  changing('askCall', { asked: [], failed: [] }),
]
