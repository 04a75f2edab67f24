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
import { findWoman, recordBirth } from './actions/birth.ts'
import { answerLeft, closeCase, nextCase, openCase, sendToCentre, takeCase } from './actions/case.ts'
import { allowSupport, recordChange } from './actions/change.ts'
import { enrol } from './actions/enrol.ts'
import { answerInvite } from './actions/invite.ts'
import { keepAnswer, putQuestion, withdraw } from './actions/later.ts'
import { chooseLesson, keepLesson, openLesson, readLessons, recordLesson } from './actions/lesson.ts'
import { setLanguage, startAll, stopAll } from './actions/preference.ts'
import { registerOther } from './actions/register.other.ts'
import { register } from './actions/register.ts'
import { answerRelative } from './actions/relative.ts'
import { answerOne, nextRequest } from './actions/request.ts'
import { readAnswer, tellUs } from './actions/said.ts'
import { judgeAfter, judgeBefore, judgeNewborn, openFor } from './actions/triage.ts'
import { recordVisit } from './actions/visit.ts'
import { nextDue, nextTeam, ownWeek } from './actions/worker.ts'
import type { Deed, Done } from './deed.ts'
import type { World } from './world.ts'

type Perform = (world: World, deed: Deed) => Promise<Done>

/** The code behind each name. */
export const actions: { [name: string]: Perform } = {
  register,
  registerOther,
  openCase,
  sendToCentre,
  takeCase,
  closeCase,
  answerLeft,
  nextCase,
  judgeBefore,
  judgeAfter,
  judgeNewborn,
  openFor,
  findWoman,
  recordBirth,
  recordVisit,
  recordChange,
  allowSupport,
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
  readLessons,
  openLesson,
  keepLesson,
  chooseLesson,
  recordLesson,
  nextDue,
  ownWeek,
  nextTeam,
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

const looking = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: false })

const changing = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: true })

/** One that only reads, or that may be done again: "back" goes through it. */
const harmless = (name: string, outcomes: ActionSpec['outcomes']): ActionSpec => ({ name, outcomes, changes: false })
const judging = (name: string): ActionSpec => ({
  name,
  outcomes: { now: ['rule'], today: ['rule'], home: [], failed: [] },
  changes: false,
})

/** What the checker knows of each. */
export const actionSpecs: ActionSpec[] = [
  changing('register', { registered: ['id', 'edd'], already: ['id', 'edd'], failed: [] }),
  changing('registerOther', { invited: [], registered: [], already: [], tooMany: [], failed: [] }),
  changing('openCase', { opened: [], joined: [], failed: [] }),
  changing('sendToCentre', { opened: ['centre'], joined: ['centre'], failed: [] }),
  changing('takeCase', { taken: [], gone: [], failed: [] }),
  changing('closeCase', { recorded: [], unknown: [], failed: [] }),
  changing('answerLeft', { recorded: [], unknown: [], failed: [] }),
  {
    name: 'nextCase',
    outcomes: { ringing: ['id', 'phone'], left: ['id'], seen: ['id'], none: [], failed: [] },
    changes: false,
  },
  judging('judgeBefore'),
  judging('judgeAfter'),
  judging('judgeNewborn'),
  changing('openFor', { opened: [], unknown: [], failed: [] }),
  { name: 'findWoman', outcomes: { found: ['name'], born: [], unknown: [], failed: [] }, changes: false },
  changing('recordBirth', { recorded: [], unknown: [], failed: [] }),
  changing('recordVisit', { recorded: ['next?'], unknown: [], failed: [] }),
  changing('recordChange', { recorded: [], passed: [], unknown: [], failed: [] }),
  changing('allowSupport', { recorded: [], unknown: [], failed: [] }),
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
    refused: ['id', 'edd'],
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
  harmless('readLessons', { at: ['lesson'], all: [], failed: [] }),
  harmless('openLesson', { first: [], second: [], third: [], failed: [] }),
  harmless('keepLesson', { kept: [], failed: [] }),
  harmless('chooseLesson', { at: ['lesson'], failed: [] }),
  changing('recordLesson', { right: [], wrong: [], failed: [] }),
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
