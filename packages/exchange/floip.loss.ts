/**
 * What plain FLOIP cannot say of our flows. All of it lies in `vendor_metadata`, from where our own import reads it;
 * another engine goes without it, and whoever hands a file over must know what that means.
 */

/** Each kind of loss with what another engine does instead. */
export const LOSSES = {
  'floip.navigation': 'no keys for back, start, more and danger: 0, 00, 9 and 99, on a call #, 0 and 9',
  'floip.screens': 'no pages: a text longer than a screen is cut by the gateway, or refused',
  'floip.tries':
    'no way out after a third wrong entry: the question comes again without end, and silence ends the flow',
  'floip.type': 'any words are an answer: nothing checks dates, numbers of phones, ids, names and places',
  'floip.keypad': 'on a call the answer is spoken and recorded: there are no digits but for numbers',
  'floip.places': 'no narrowing lists of places: the upazila is a text',
  'floip.none': 'the option "none" may be chosen beside others',
  'floip.remembered': 'every choice is kept in the results, also one that is forgotten here',
  'floip.words': 'no words of its own for a wrong entry or for silence',
  'floip.synonyms': 'the words people text for an option everywhere are written into each option',
  'floip.action':
    'the platform must do it, give the Log block the outcome as its result and set session.<fact> to what it reports; otherwise the flow goes on as if it had failed',
  'floip.arm': 'drawn anew in each conversation, and nobody is sure to be in the control group',
  'floip.size': 'an answer that was not given may count as 0',
  'floip.takenOver': 'what is taken over from the other flow is taken over also where that one has no value',
  'floip.home': 'the first screen runs inside this flow, not in its place',
  'floip.dial': 'nobody is connected to the call',
  'floip.send': 'no message is sent',
  'floip.style': 'a value is printed as it is kept: no short dates, no hidden numbers, no digits in Bangla',
  'floip.sound': 'no recording by a person: the words for a call are a script',
  'floip.about': 'nothing silences what is about a pregnancy or a baby after a loss',
  'floip.review': 'nothing keeps words that no clinician has reviewed from being sent',
  'floip.form': 'no report in one line',
  'floip.gives': 'every result can be taken over by a flow that runs this one',
} as const

/** A kind of loss. */
export type LossCode = keyof typeof LOSSES

/** One loss: in which flow, at which step (the whole flow without one), and what it is about where that is not plain. */
export type Loss = { code: LossCode; flow: string; step?: string; detail?: string }

/** Losses as lines to read: each kind once, with the places it touches. */
export function printLosses(losses: readonly Loss[]): string[] {
  const kinds = [...new Set(losses.map(({ code }) => code))]
  return kinds.flatMap((kind) => {
    const found = losses.filter(({ code }) => code === kind)
    const places = found.map(({ flow, step, detail }) => {
      const place = step === undefined ? flow : `${flow}.${step}`
      return detail === undefined ? place : `${place} (${detail})`
    })
    return [`${kind}: ${LOSSES[kind]}`, `    ${[...new Set(places)].join(', ')}`]
  })
}
