/** The least that any engine with its state in a store must do: parse, look the screen up, stringify. It checks nothing. */
import { type Contender, screens } from './contender.ts'

type State = { step: number; answers: string[] }

/** The floor of the race. */
export const floor: Contender = {
  name: 'floor',
  first: '{"step":0,"answers":[]}',
  turn(text, entry) {
    const state: State = JSON.parse(text)
    if (entry !== undefined) state.answers.push(entry)
    const screen = screens[state.step] ?? ''
    state.step += 1
    return { state: JSON.stringify(state), text: screen, isEnd: state.step === screens.length }
  },
}
