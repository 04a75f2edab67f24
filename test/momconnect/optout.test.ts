/**
 * MomConnect's opt-out dialogue, as its source has it, walked beside ours: every way through both asks the same questions
 * in the same order, hands over the same answers and ends in the same place. Source: praekeltfoundation/ndoh-jsbox,
 * src/ussd_optout_rapidpro.js at 93029e9, 307 lines that are not blank, read and written down here as a table.
 */
import { readFileSync } from 'node:fs'
import type { ActionSpec } from '@dhatri/flow/action'
import type { Channel, Values } from '@dhatri/flow/channel'
import { checkFlows } from '@dhatri/flow/check'
import type { Conversation } from '@dhatri/flow/conversation'
import { shapeOf } from '@dhatri/flow/library'
import { loadFlows } from '@dhatri/flow/load'
import { SAFE_PROFILE } from '@dhatri/flow/profile'
import { fold } from '@dhatri/flow/turn'
import { readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { describe, expect, it } from 'vitest'
import { shipped } from '../world.ts'

const source = readFileSync(new URL('optout.yaml', import.meta.url), 'utf8')
const specs: ActionSpec[] = [
  ...actionSpecs,
  { name: 'leaveResearch', outcomes: { left: [], failed: [] }, changes: true },
  { name: 'optOut', outcomes: { stopped: [], failed: [] }, changes: true },
]
const files = { ...readFlowFiles(shippedFolder), 'optout.yaml': source }
const { places } = shipped()

/** A question: its name here, what is kept of the answer, and which of its options leads where. */
type Question = { ours: string; keeps?: string; options: [value: string, next: string][] }

/** The states of the original that ask something. */
const questions: { [state: string]: Question } = {
  state_optout_menu: {
    ours: 'wish',
    options: [
      ['', 'state_optout_reason'],
      ['', 'state_stop_research'],
      ['', 'state_anonymous_data'],
      ['', 'state_no_optout'],
    ],
  },
  state_stop_research: {
    ours: 'research',
    options: [
      ['', 'state_stop_research_optout'],
      ['', 'state_optout_menu'],
    ],
  },
  state_anonymous_data: {
    ours: 'anonymous',
    keeps: 'anonymous',
    options: [
      ['yes', 'state_optout_reason'],
      ['no', 'state_optout_menu'],
    ],
  },
  state_optout_reason: {
    ours: 'reason',
    keeps: 'reason',
    options: [
      ['miscarriage', 'state_loss_optout'],
      ['stillborn', 'state_loss_optout'],
      ['babyloss', 'state_loss_optout'],
      ['useless', 'state_trigger_rapidpro_flow'],
      ['other', 'state_trigger_rapidpro_flow'],
      ['unknown', 'state_trigger_rapidpro_flow'],
    ],
  },
  state_loss_optout: {
    ours: 'support',
    keeps: 'support',
    options: [
      ['yes', 'state_trigger_rapidpro_flow'],
      ['no', 'state_trigger_rapidpro_flow'],
    ],
  },
}

/** Where the original begins, by what it knows of the caller. */
const begin = ({ member, left }: { member: string; left: string }) =>
  member === 'yes' ? 'state_optout_menu' : left === 'yes' ? 'state_optout_reason' : 'state_no_previous_optout'

/** Where it goes once the other system has answered, or has failed three times. */
function afterDeed(state: string, kept: Values, isDone: boolean): string {
  if (!isDone) return '__error__'
  if (state === 'state_stop_research_optout') return 'state_stop_research_optout_success'
  if (kept['support'] !== 'yes') return 'state_optout_success'
  return kept['anonymous'] === 'yes' ? 'state_loss_forget_success' : 'state_loss_success'
}

const deeds: { [state: string]: { ours: string; done: string } } = {
  state_stop_research_optout: { ours: 'leaveResearch', done: 'left' },
  state_trigger_rapidpro_flow: { ours: 'optOut', done: 'stopped' },
}

const ends: { [state: string]: string } = {
  state_no_optout: 'kept',
  state_stop_research_optout_success: 'researchLeft',
  state_loss_forget_success: 'supportedThenForgotten',
  state_loss_success: 'helped',
  state_optout_success: 'gone',
  state_no_previous_optout: 'stranger',
  __error__: 'later',
}

const loading = loadFlows(files, places, specs, [SAFE_PROFILE])

/** Walks both at once, down every way of at most so many answers; the names of the ends that were reached. */
function walk(
  conversation: Conversation,
  state: string,
  kept: Values,
  left: number,
  reached: Map<string, number>,
): void {
  if (!loading.ok) throw new Error('the dialogue does not load')
  const position = fold(loading.library, conversation)
  const question = questions[state]
  const deed = deeds[state]
  if (question !== undefined) {
    expect([position.state, position.step]).toEqual(['asking', question.ours])
    expect(position.screen.options).toHaveLength(question.options.length)
    if (left === 0) return
    for (const [index, [value, next]] of question.options.entries()) {
      const answers = question.keeps === undefined ? kept : { ...kept, [question.keeps]: value }
      const inputs = [...conversation.inputs, String(index + 1)]
      walk({ ...conversation, inputs }, next, answers, left - 1, reached)
    }
  } else if (deed !== undefined) {
    expect([position.state, position.do?.action]).toEqual(['doing', deed.ours])
    if (deed.ours === 'optOut') expect(position.do?.with).toEqual(kept)
    for (const isDone of [true, false]) {
      const outcomes = [...conversation.outcomes, { is: isDone ? deed.done : 'failed' }]
      walk({ ...conversation, outcomes }, afterDeed(state, kept, isDone), kept, left, reached)
    }
  } else {
    expect([position.state, position.step]).toEqual(['ended', ends[state]])
    reached.set(state, (reached.get(state) ?? 0) + 1)
  }
}

describe("MomConnect's opt-out dialogue in our language", () => {
  it("is a flow without a fault, and without a warning: its reasons are the original's six, on two pages", () => {
    const findings = checkFlows(files, places, specs, [SAFE_PROFILE])
    const own = findings.filter(({ file }) => file.endsWith('optout.yaml'))
    expect(own.map(({ level, rule }) => `${level} ${rule}`)).toEqual([])
  })

  it.each(['ussd', 'voice', 'sms'] as Channel[])('asks and ends as the original does, every way, by %s', (channel) => {
    if (!loading.ok) throw new Error(JSON.stringify(loading.findings))
    const reached = new Map<string, number>()
    for (const facts of [
      { member: 'yes', left: 'no' },
      { member: 'no', left: 'yes' },
      { member: 'no', left: 'no' },
    ]) {
      const start = {
        flow: 'optout',
        shape: shapeOf(loading.library, 'optout') ?? '',
        day: 20_000,
        channel,
        profile: SAFE_PROFILE.name,
        language: 'bn',
        facts,
      }
      walk({ start, inputs: [], outcomes: [] }, begin(facts), {}, 6, reached)
    }
    expect([...reached.keys()].sort()).toEqual(Object.keys(ends).sort())
    const lines = source.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length
    const ways = [...reached.values()].reduce((sum, count) => sum + count, 0)
    expect(lines).toBeLessThan(307 / 2)
    if (channel === 'ussd')
      console.log(
        `opt-out: ${ways} ways alike; ${lines} lines of YAML in two languages beside 307 of JavaScript in one`,
      )
  })
})
