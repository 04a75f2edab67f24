/**
 * What a flow may do: the closed list of actions by name, with the outcomes each may report and the facts that come
 * with them. The checker holds every flow against this table; the shell performs from the same one.
 */
import type { ActionSpec } from '@dhatri/flow/action'
import { askCall } from './actions/ask-call.ts'
import { closeCase, openCase, takeCase } from './actions/case.ts'
import { recordChange } from './actions/change.ts'
import { answerInvite } from './actions/invite.ts'
import { setLanguage, startAll, stopAll } from './actions/preference.ts'
import { register } from './actions/register.ts'
import { recordVisit } from './actions/visit.ts'
import { nextDue, nextTeam, ownWeek } from './actions/worker.ts'
import type { Deed, Done } from './deed.ts'
import type { World } from './world.ts'

type Perform = (world: World, deed: Deed) => Promise<Done>

/** The code behind each name. */
export const actions: { [name: string]: Perform } = {
  register,
  openCase,
  takeCase,
  closeCase,
  recordVisit,
  recordChange,
  answerInvite,
  setLanguage,
  stopAll,
  startAll,
  askCall,
  nextDue,
  ownWeek,
  nextTeam,
}

const looking = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: false })

const changing = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: true })

/** What the checker knows of each. */
export const actionSpecs: ActionSpec[] = [
  changing('register', { registered: ['id', 'edd'], already: ['id', 'edd'], failed: [] }),
  changing('openCase', { opened: [], joined: [], failed: [] }),
  changing('takeCase', { taken: [], gone: [], failed: [] }),
  changing('closeCase', { recorded: [], unknown: [], failed: [] }),
  changing('recordVisit', { recorded: ['next?'], unknown: [], failed: [] }),
  changing('recordChange', { recorded: [], unknown: [], failed: [] }),
  changing('answerInvite', { recorded: [], unknown: [], failed: [] }),
  changing('setLanguage', { set: [], failed: [] }),
  changing('stopAll', { stopped: [], failed: [] }),
  changing('startAll', { started: [], failed: [] }),
  changing('askCall', { asked: [], failed: [] }),
  looking('nextDue', {
    danger: ['id', 'name', 'left'],
    overdue: ['id', 'name', 'date', 'left'],
    due: ['id', 'name', 'date', 'left'],
    done: [],
    none: [],
    failed: [],
  }),
  looking('ownWeek', { told: ['reg', 'regs', 'seen', 'seens', 'bir', 'birs', 'left'], failed: [] }),
  looking('nextTeam', { shown: ['line'], done: [], none: [], failed: [] }),
]
