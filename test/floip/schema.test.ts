/** What leaves as FLOIP holds to the published schemas of flow specification 1.0.0-rc4. */
import { draftService, exportWanted } from '@dhatri/exchange/floip.fixture'
import { expect, it } from 'vitest'
import { listErrors } from './schema.ts'
import { draftShipped, engine, exportDraft } from './shipped.ts'

const { container } = exportDraft(draftShipped())

it('every shipped flow', () => {
  expect(container.flows.length).toBeGreaterThanOrEqual(20)
  expect(listErrors(container)).toEqual([])
})

it('a flow with everything our language has', () => {
  expect(listErrors(exportWanted(draftService(engine), ['wide']).container)).toEqual([])
})

it('the same flows give the same file, letter by letter', () => {
  expect(JSON.stringify(exportDraft(draftShipped()).container)).toBe(JSON.stringify(container))
})

it('every way leads to a block, every prompt to a resource, every run to a flow of the file', () => {
  const flows = new Set(container.flows.map(({ uuid }) => uuid))
  const ids = container.flows.flatMap(({ blocks }) =>
    blocks.flatMap(({ uuid, exits }) => [uuid, ...exits.map((exit) => exit.uuid)]),
  )
  expect(new Set(ids).size).toBe(ids.length)
  for (const { blocks, resources, first_block_id: first } of container.flows) {
    const known = new Set(blocks.map(({ uuid }) => uuid))
    const words = new Set(resources.map(({ uuid }) => uuid))
    expect(words.size).toBe(resources.length)
    expect(blocks[0]?.uuid).toBe(first)
    for (const { exits, config } of blocks) {
      for (const { destination_block: to } of exits) expect(to === undefined || known.has(to)).toBe(true)
      for (const key of ['prompt', 'question_prompt']) {
        const prompt = config[key]
        expect(prompt === undefined || words.has(String(prompt))).toBe(true)
      }
      expect(config['flow_id'] === undefined || flows.has(String(config['flow_id']))).toBe(true)
    }
  }
})

it('the check finds what is wrong', () => {
  const broken = structuredClone(container)
  const [flow] = broken.flows
  const [block] = flow?.blocks ?? []
  Object.assign(flow ?? {}, { last_modified: 'yesterday', stranger: 1 })
  Object.assign(block ?? {}, { uuid: '1', name: '1st' })
  delete block?.vendor_metadata?.['floip']
  expect(listErrors(broken).length).toBeGreaterThanOrEqual(5)
})
