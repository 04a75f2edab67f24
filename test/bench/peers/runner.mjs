/**
 * FLOIP's flow-runner. Two favours: the flow and its texts, which its context carries along, are taken out of the state
 * and put back; and the host checks the answers, and keeps the date as it is printed, as FLOIP has no words for either.
 */
import { createContextDataObjectFor, FlowRunner, ResourceResolver, SupportedMode } from '@floip/flow-runner'
import { printDate, printDigits, readCode, readDate, readName } from '../engine/answers.ts'
import { printRight, words } from '../engine/contender.ts'

const language = 'bn'
let ids = 0
const nextId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`

const texts = {
  tongue: words.tongue,
  consent: words.consent,
  name: words.name,
  lmp: words.lmp,
  worker: words.worker,
  right: printRight('@flow.a_name.value', '@flow.a_lmp.value', '@flow.a_worker.value'),
  done: words.done,
}
const names = Object.keys(texts)
const blockIds = names.map(nextId)
const resources = names.map((name) => ({
  uuid: nextId(),
  values: [
    { language_id: language, content_type: 'TEXT', mime_type: 'text/plain', modes: ['USSD'], value: texts[name] },
  ],
}))

const readOption = (entry) => (entry === '1' || entry === '2' ? entry : undefined)
const questions = {
  tongue: { read: readOption, fault: words.noOption },
  consent: { read: readOption, fault: words.noOption },
  name: { read: readName, fault: words.noName },
  lmp: { read: (entry) => readDate(entry) && printDate(readDate(entry)), fault: words.noDate },
  worker: { read: (entry) => readCode(entry) && printDigits(entry), fault: words.noCode },
  right: { read: readOption, fault: words.noOption },
}

const typeOf = (name) => {
  if (name === 'done') return 'MobilePrimitives.Message'
  return `MobilePrimitives.${questions[name].read === readOption ? 'SelectOneResponse' : 'OpenResponse'}`
}

const blocks = names.map((name, index) => ({
  uuid: blockIds[index],
  // Not plain `name`, which a flow has of its own.
  name: `a_${name}`,
  type: typeOf(name),
  config: { prompt: resources[index].uuid, choices: { 1: '1', 2: '2' }, text: { max_response_characters: 160 } },
  exits: [{ uuid: nextId(), name: 'next', destination_block: blockIds[index + 1], default: true }],
}))

const flows = [
  {
    uuid: nextId(),
    name: 'enrol',
    last_modified: '2026-01-01 00:00:00.000000',
    interaction_timeout: 180,
    supported_modes: ['USSD'],
    languages: [{ id: language, iso_639_3: 'ben' }],
    first_block_id: blockIds[0],
    blocks,
  },
]

// It says on the console that it asks the same question again.
console.info = () => {}

const strip = (context) => JSON.stringify({ ...context, flows: undefined, resources: undefined })
const contact = { id: '1', name: '', created_at: '2026-01-01', getProperty: () => undefined }
const opened = await createContextDataObjectFor(
  contact,
  [],
  'user',
  'org',
  flows,
  language,
  SupportedMode.USSD,
  resources,
)

/** The contender. */
export const contender = {
  name: '@floip/flow-runner 1.0.11',
  first: strip(opened),
  async turn(text, entry) {
    const context = { ...JSON.parse(text), flows, resources }
    const runner = new FlowRunner(context)
    let fault = ''
    if (entry !== undefined) {
      const { interaction, prompt } = runner.hydrateRichCursorFrom(context)
      const { read, fault: words } = questions[names[blockIds.indexOf(interaction.block_id)]]
      const value = read(entry)
      if (value === undefined) fault = `${words}\n`
      else prompt.value = value
    }
    const { prompt } = await runner.run()
    const screen = new ResourceResolver(context).resolve(prompt.config.prompt).getText()
    return { state: strip(context), text: `${fault}${screen}`, isEnd: prompt.config.kind === 'Message' }
  },
}
