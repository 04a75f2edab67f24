/** xstate by its pure `transition`: the value and the context are the state, and come back from JSON every turn. */
import { assign, createMachine, transition } from 'xstate'
import { printDate, printDigits, readCode, readDate, readName } from '../engine/answers.ts'
import { printRight, words } from '../engine/contender.ts'

const kept = (name, read) => assign({ [name]: ({ event }) => read(event.text), fault: '' })
const wrong = (fault) => ({ actions: assign({ fault }) })
const is =
  (text) =>
  ({ event }) =>
    event.text === text
const reads =
  (read) =>
  ({ event }) =>
    read(event.text) !== undefined
const well = assign({ fault: '' })

const machine = createMachine({
  id: 'enrol',
  initial: 'dial',
  context: { fault: '' },
  states: {
    dial: { on: { entry: 'tongue' } },
    tongue: {
      on: {
        entry: [
          { guard: is('1'), target: 'consent', actions: kept('tongue', () => 'bn') },
          { guard: is('2'), target: 'consent', actions: kept('tongue', () => 'en') },
          wrong(words.noOption),
        ],
      },
    },
    consent: {
      on: {
        entry: [
          { guard: is('1'), target: 'name', actions: well },
          { guard: is('2'), target: 'declined', actions: well },
          wrong(words.noOption),
        ],
      },
    },
    name: {
      on: { entry: [{ guard: reads(readName), target: 'lmp', actions: kept('name', readName) }, wrong(words.noName)] },
    },
    lmp: {
      on: {
        entry: [{ guard: reads(readDate), target: 'worker', actions: kept('lmp', readDate) }, wrong(words.noDate)],
      },
    },
    worker: {
      on: {
        entry: [{ guard: reads(readCode), target: 'right', actions: kept('worker', readCode) }, wrong(words.noCode)],
      },
    },
    right: {
      on: {
        entry: [
          { guard: is('1'), target: 'done', actions: well },
          { guard: is('2'), target: 'name', actions: well },
          wrong(words.noOption),
        ],
      },
    },
    done: { type: 'final' },
    declined: { type: 'final' },
  },
})

function print({ value, context }) {
  const { fault, name, lmp, worker } = context
  const screen = value === 'right' ? printRight(name, printDate(lmp), printDigits(String(worker))) : words[value]
  return fault === '' ? screen : `${fault}\n${screen}`
}

/** The contender. */
export const contender = {
  name: 'xstate 5.33.3',
  first: '{"value":"dial","context":{"fault":""}}',
  turn(text, entry = '') {
    const before = machine.resolveState(JSON.parse(text))
    const [{ value, context, status }] = transition(machine, before, { type: 'entry', text: entry })
    return { state: JSON.stringify({ value, context }), text: print({ value, context }), isEnd: status === 'done' }
  },
}
