/**
 * Our exports in FLOIP's reference runner (npm @floip/flow-runner 1.0.11), beside our own engine: after the same choices
 * both must have said the same and stand at the same question, every option of every menu tried to a depth. The runner
 * is older than the specification, so what it reads is brought to what it knows: choices as a map, resources in the
 * context, `flow.` for `results.`, exits with a tag, a value that is nothing but a text inside a function. An action nobody
 * performs goes on as failed, as the export says.
 */
import { shapeOf, tableOf } from '@dhatri/flow/library'
import { printContent } from '@dhatri/flow/page'
import { fold } from '@dhatri/flow/turn'

const MOST_DEPTH = 4
const MOST_WALKS = 150
/** What is typed for each type; the second where ours refuses the first, for the runner takes whatever comes. */
const SAMPLES = {
  number: ['3'],
  dating: ['5'],
  date: ['0101', '1503'],
  place: ['302614'],
  phone: ['01711000001'],
  id: ['572400'],
  name: ['রহিমা'],
  text: ['জ্বর'],
}

/** What the runner cannot run. */
function unknownIn(container) {
  const blocks = container.flows.flatMap((flow) => flow.blocks)
  const tests = blocks.flatMap(({ exits }) => exits.map(({ test = '' }) => test)).join('\n')
  if (!container.flows[0]?.supported_modes.includes('SMS')) return 'it is for calls alone, and texts are compared'
  if (blocks.some(({ type }) => type.endsWith('SelectManyResponses'))) return 'it knows several choices by another name'
  if (/child\.results|has_any_word|run\.mode/.test(tests))
    return 'it has no child and no run to ask, and not every function'
  return undefined
}

/** Walks a flow in both; returns how many questions were compared, or why it cannot be run. */
export async function compareFlow(runner, container, library, flow) {
  const why = unknownIn(container)
  if (why !== undefined) return { why }
  const old = toOld(container)
  const waiting = [[]]
  let compared = 0
  for (let at = 0; at < waiting.length && at < MOST_WALKS; at += 1) {
    const path = waiting[at]
    const theirs = await runTheirs(runner, old, path)
    const ours = runOurs(library, flow, path)
    const [one, other] = [theirs, ours].map(({ said, at: place }) => JSON.stringify({ said, at: place }))
    if (one !== other) throw new Error(`${flow} after ${JSON.stringify(path)}\n  runner ${one}\n  ours   ${other}`)
    compared += 1
    if (path.length < MOST_DEPTH) for (const choice of ours.choices) waiting.push([...path, choice])
  }
  return { compared }
}

/** The container as the runner's version wants it. */
function toOld(container) {
  const text = JSON.stringify(container).replaceAll('results.', 'flow.')
  const { flows } = JSON.parse(text)
  for (const flow of flows) {
    for (const block of flow.blocks) {
      if (/^'[^']*'$/.test(block.config.value ?? '')) block.config.value = `CONCATENATE(${block.config.value})`
      if (block.config.choices)
        block.config.choices = Object.fromEntries(block.config.choices.map(({ name, prompt }) => [name, prompt]))
      for (const exit of block.exits)
        Object.assign(exit, {
          tag: exit.name,
          label: exit.uuid,
          config: {},
          destination_block: exit.destination_block ?? null,
        })
    }
  }
  return flows
}

async function runTheirs({ FlowRunner, Contact, createContextDataObjectFor, ResourceResolver }, flows, path) {
  const contact = Object.assign(new Contact(), { id: '1', registered: 'yes', privacy: 'full', worker: 'no' })
  const resources = flows.flatMap((flow) => flow.resources)
  const context = await createContextDataObjectFor(
    contact,
    [],
    'user',
    'org',
    structuredClone(flows),
    'eng',
    'SMS',
    resources,
  )
  const engine = new FlowRunner(context)
  const textOf = (prompt) => new ResourceResolver(context).resolve(prompt).getText()
  const said = []
  let cursor = await engine.run()
  for (const choice of [...path, undefined]) {
    while (cursor !== undefined && cursor.prompt.config.kind === 'Message') {
      said.push(textOf(cursor.prompt.config.prompt))
      cursor.prompt.value = null
      cursor = await engine.run()
    }
    if (cursor === undefined || choice === undefined) break
    cursor.prompt.value = cursor.prompt.config.kind === 'Numeric' ? Number(choice.entry) : choice.value
    cursor = await engine.run()
  }
  return { said: said.map(plain), at: cursor === undefined ? 'end' : cursor.prompt.block.name }
}

function runOurs(library, flow, path) {
  const start = {
    flow,
    shape: shapeOf(library, flow),
    day: 20_513,
    channel: 'sms',
    profile: 'africastalking',
    language: 'en',
    facts: { registered: 'yes', privacy: 'full', worker: 'no' },
  }
  const said = []
  let here = { start, inputs: [], outcomes: [] }
  let position = fold(library, here)
  const hear = (lead) =>
    said.push(
      ...lead.map((saying) => printContent({ kind: 'end', lead: [saying], options: [], page: 0 }, position.view).whole),
    )
  for (const choice of [...path, undefined]) {
    while (position.state === 'doing') {
      const { outcomes } = tableOf(library, position.flow).steps.find(({ id }) => id === position.step)
      const names = Object.keys(outcomes)
      here = { ...here, outcomes: [...here.outcomes, { is: names.includes('failed') ? 'failed' : names.at(-1) }] }
      position = fold(library, here)
    }
    const { lead } = position.screen
    const isBye = position.state === 'ended' && lead[0]?.key === 'engine.bye'
    if (!isBye) hear(lead)
    if (position.state !== 'asking' || choice === undefined) break
    here = { ...here, inputs: [...here.inputs, choice.entry] }
    position = fold(library, here)
  }
  const isAsking = position.state === 'asking'
  return {
    said: said.map(plain),
    at: isAsking ? position.step.replaceAll('-', '_') : 'end',
    choices: isAsking ? listChoices(library, here, position) : [],
  }
}

function listChoices(library, here, { screen, step }) {
  const { answer, options } = screen
  if (answer?.type === 'place' || options.length === 0) {
    const isTaken = (entry) => fold(library, { ...here, inputs: [...here.inputs, entry] }).step !== step
    const entry = (SAMPLES[answer?.type ?? 'text'] ?? ['x']).find(isTaken)
    return entry === undefined ? [] : [{ entry, value: entry }]
  }
  return options.map(({ number, is }) => ({ entry: String(number), value: is }))
}

/** Values are printed by each in its own way: only the words round them are compared. */
const plain = (text) => (/@|\{/.test(text) ? '' : text.replace(/\s+/g, ' ').trim())
