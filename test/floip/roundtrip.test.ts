/** What leaves as FLOIP comes back as it was: the same tables, and so the same conversations. */
import { readFileSync } from 'node:fs'
import { draftService, exportWanted } from '@dhatri/exchange/floip.fixture'
import { VENDOR } from '@dhatri/exchange/floip.wire'
import { CHANNELS } from '@dhatri/flow/channel'
import type { Draft } from '@dhatri/flow/load'
import type { Table } from '@dhatri/flow/table'
import { describe, expect, it } from 'vitest'
import { draftShipped, engine, exportDraft, importText } from './shipped.ts'
import { begin, tell, walk } from './walk.ts'

/** A table without the hash of its words, which knows the lines they stand in. */
const bare = ({ words: _, ...table }: Table) => table
const tablesOf = ({ flows }: Draft) => Object.fromEntries(flows.map(({ table }) => [table.flow, bare(table)]))
const errorsOf = ({ findings }: Draft) => findings.filter(({ level }) => level === 'error')

const shipped = draftShipped()
const back = draftShipped(importText(JSON.stringify(exportDraft(shipped).container), shipped))

describe('the shipped flows', () => {
  it('come back with every step, word, type and way', () => {
    expect(errorsOf(back)).toEqual([])
    expect(tablesOf(back)).toEqual(tablesOf(shipped))
    expect(back.library.newest).toEqual(shipped.library.newest)
  })

  it('need words beside their blocks only where a channel has the common words as its own', () => {
    const blocks = exportDraft(shipped).container.flows.flatMap((flow) => flow.blocks)
    const beside = blocks.flatMap(({ vendor_metadata: hint }) => {
      const { words = {} } = (hint?.[VENDOR] ?? {}) as { words?: Record<string, Record<string, string>> }
      return Object.values(words)
    })
    // A shorter print of a date, which FLOIP has no word for, is kept beside as well.
    const isOdd = (words: Record<string, string>) =>
      !Object.values(words).some((text) => text.includes('|short}')) &&
      Object.entries(words).every(([key, text]) => text !== words[key.split('.')[1] ?? ''])
    expect(beside.length).toBeLessThan(20)
    expect(beside.filter(isOdd)).toEqual([])
  })

  it('are talked through as before, on every channel and in every language', () => {
    let states = 0
    for (const { table } of shipped.flows) {
      for (const channel of CHANNELS) {
        for (const language of table.languages) {
          for (const one of walk(shipped.library, begin(shipped.library, table.flow, channel, language), 30)) {
            states += 1
            expect(tell(back.library, one), JSON.stringify(one.inputs)).toBe(tell(shipped.library, one))
          }
        }
      }
    }
    expect(states).toBeGreaterThan(2500)
  })
})

describe('a flow with everything our language has', () => {
  const service = draftService(engine)
  const text = JSON.stringify(exportWanted(service, ['wide']).container)
  const files = importText(text, service)
  const again = draftService(engine, files)

  it('comes back with every step, word, type and way', () => {
    expect(Object.keys(files)).toContain('where.yaml')
    expect(tablesOf(again)).toEqual(tablesOf(service))
  })

  it('is talked through as before', () => {
    for (const channel of CHANNELS) {
      for (const language of ['bn', 'en', 'bn-Latn']) {
        const found = walk(service.library, begin(service.library, 'wide', channel, language), 80)
        expect(found).toHaveLength(80)
        for (const one of found) expect(tell(again.library, one)).toBe(tell(service.library, one))
      }
    }
  })

  it('the walk sees a difference of one word', () => {
    const changed = draftService(engine, { 'wide.yaml': (files['wide.yaml'] ?? '').replace('Whose phone?', 'Whose?') })
    const found = walk(service.library, begin(service.library, 'wide', 'ussd', 'en'), 60)
    expect(found.some((one) => tell(changed.library, one) !== tell(service.library, one))).toBe(true)
  })
})

it('a dialogue of another programme, told in our language, comes back too', () => {
  const optout = readFileSync(new URL('../momconnect/optout.yaml', import.meta.url), 'utf8')
  const told = draftShipped({ 'optout.yaml': optout })
  const again = draftShipped(importText(JSON.stringify(exportDraft(told).container), told))
  expect(tablesOf(again)['optout']).toEqual(tablesOf(told)['optout'])
})
