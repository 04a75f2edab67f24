/** No text has a hole in it: what is said without facts names none, and what may be said of a woman without a name reads whole. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderMessage } from '@dhatri/flow/message'
import { describe, expect, it } from 'vitest'
import { shipped } from './world.ts'

const service = join(import.meta.dirname, '../packages/service')
const { world } = shipped()

/** The messages that the service sends with no facts at all, and where. */
function listBare(): { name: string; where: string }[] {
  const files = readdirSync(service, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.flatMap((file) => {
    const source = readFileSync(join(service, file), 'utf8')
    return [...source.matchAll(/message:([^{}]*?),\s*(?:class: [^{}]*?)?facts: \{\}(?!,\s*text)/g)].flatMap(
      ([, what = '']) =>
        [...what.matchAll(/'([a-z][\w.]*)'/gi)].flatMap(([, name = '']) =>
          Object.hasOwn(world.messages, name) ? [{ name, where: file }] : [],
        ),
    )
  })
}

const say = (name: string, language: string, facts: { [fact: string]: string | number }) =>
  renderMessage(world.library, world.messages, name, { language, privacy: 'neutral', channel: 'sms', facts }).text

/** Nothing where something should stand: a mark after a mark, at the beginning, or after a word that leads to a name. */
const hole = /^[\s,:;।.]|[:,(]\s*[,:;।.)?]|(কি|is she)\s*,|\{/i

describe('texts without a hole', () => {
  const bare = listBare()

  it.each(bare)('$name, sent without facts in $where, wants none', ({ name }) => {
    expect(Object.keys(world.messages[name]?.kinds ?? {})).toEqual([])
    for (const language of ['bn', 'en']) expect(say(name, language, {})).not.toMatch(hole)
  })

  it('finds those that are sent so', () => {
    expect(bare.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reply.dangerGo', 'reply.help', 'reply.notYours']),
    )
    expect(say('reply.dangerAdvice', 'bn', {})).toMatch(hole)
    expect(say('reply.ask.same', 'bn', { id: '964654', name: '' })).toMatch(hole)
  })

  // Said only where a name has just been given.
  const named = [
    'reply.ask.same',
    'reply.registered',
    'reply.registeredYoung',
    'reply.registeredRefused',
    'reply.done.renamed',
  ]
  const nameless = Object.values(world.messages).filter(
    ({ name, to, kinds }) => to === 'worker' && 'name' in kinds && 'id' in kinds && !named.includes(name),
  )

  it.each(nameless.map(({ name }) => name))('%s reads whole of a woman without a name', (name) => {
    const facts: { [fact: string]: string | number } = {
      ...{ id: '964654', name: '', date: '2026-06-01', next: '2026-06-08', edd: '2026-10-12', count: 2, dead: 1 },
      ...{ form: 'BIR', phone: '01711000001', example: 'DEATH 964654 B 1', left: 2 },
    }
    for (const language of ['bn', 'en']) expect(say(name, language, facts)).not.toMatch(hole)
  })
})
