/** The conversation written out by hand: one switch, every answer checked, nothing that is not needed here. */
import { printDate, printDigits, readCode, readDate, readName } from './answers.ts'
import { type Contender, printRight, words } from './contender.ts'

type Step = 'dial' | 'tongue' | 'consent' | 'name' | 'lmp' | 'worker' | 'right' | 'done'
type State = { step: Step; tongue?: string; name?: string; lmp?: string; worker?: number }

/** What a careful programmer would write without any engine. */
export const written: Contender = {
  name: 'written by hand',
  first: '{"step":"dial"}',
  turn(text, entry = '') {
    const state: State = JSON.parse(text)
    const screen = step(state, entry)
    return { state: JSON.stringify(state), text: screen, isEnd: state.step === 'done' }
  },
}

function step(state: State, entry: string): string {
  switch (state.step) {
    case 'dial':
      state.step = 'tongue'
      return words.tongue
    case 'tongue':
      if (entry !== '1' && entry !== '2') return `${words.noOption}\n${words.tongue}`
      state.tongue = entry === '1' ? 'bn' : 'en'
      state.step = 'consent'
      return words.consent
    case 'consent':
      if (entry !== '1' && entry !== '2') return `${words.noOption}\n${words.consent}`
      state.step = entry === '1' ? 'name' : 'done'
      return entry === '1' ? words.name : words.declined
    case 'name': {
      const name = readName(entry)
      if (name === undefined) return `${words.noName}\n${words.name}`
      state.name = name
      state.step = 'lmp'
      return words.lmp
    }
    case 'lmp': {
      const lmp = readDate(entry)
      if (lmp === undefined) return `${words.noDate}\n${words.lmp}`
      state.lmp = lmp
      state.step = 'worker'
      return words.worker
    }
    case 'worker': {
      const worker = readCode(entry)
      if (worker === undefined) return `${words.noCode}\n${words.worker}`
      state.worker = worker
      state.step = 'right'
      return printState(state)
    }
    case 'right':
      if (entry !== '1' && entry !== '2') return `${words.noOption}\n${printState(state)}`
      state.step = entry === '1' ? 'done' : 'name'
      return entry === '1' ? words.done : words.name
    case 'done':
      return words.done
  }
}

const printState = ({ name = '', lmp = '', worker = 0 }: State) =>
  printRight(name, printDate(lmp), printDigits(String(worker)))
