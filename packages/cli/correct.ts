/**
 * `dhatri correct`: other words for flows and messages while the line runs. `propose <folder>` takes an edited copy of
 * `flows/` and puts forward whatever words differ; somebody else approves. Structure is never corrected, only released.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { classEdit } from '@dhatri/flow/edit'
import { hashOf } from '@dhatri/flow/hash'
import { type Library, tableOf } from '@dhatri/flow/library'
import type { Message } from '@dhatri/flow/message'
import { listPrompts } from '@dhatri/flow/render'
import type { Table } from '@dhatri/flow/table'
import { type Content, loadContent, shippedFolder } from '@dhatri/functions/content'
import {
  approveCorrection,
  type Corrected,
  type Correction,
  listCorrections,
  proposeCorrections,
  withdrawCorrection,
  wordsOf,
} from '@dhatri/service/correction'
import type { World } from '@dhatri/service/world'
import { openStoreAtHome } from './home.ts'
import { listRefusals } from './refusal.ts'

type Proposal = Omit<Correction, 'state' | 'at' | 'second'>

/** What differs in words between what is shipped and an edited copy; or which change is more than words. */
export function compareCopies(
  shipped: Content,
  copy: Content,
  by: string,
  isHarmful: boolean,
): { proposals: Omit<Proposal, 'yaml'>[]; refused: string[] } {
  const refused: string[] = []
  const proposals: Omit<Proposal, 'yaml'>[] = []
  const [was, is] = [shipped.world, copy.world]
  for (const flow of new Set([...Object.keys(was.library.newest), ...Object.keys(is.library.newest)])) {
    const [before, after] = [tableOf(was.library, flow), tableOf(is.library, flow)]
    const edit = before && after && classEdit(before, after)
    if (before === undefined || after === undefined || edit === undefined) refused.push(flow)
    else if ((edit.class !== 'none' && edit.class !== 'text') || boneOf(before) !== boneOf(after)) refused.push(flow)
    else if (edit.class === 'text') {
      const content = { ...after, isReviewed: false }
      const name = `flow ${flow}@${after.own}`
      proposals.push({ name, base: wordsOf(before), content, file: `${flow}.yaml`, by, harmful: [] })
    }
  }
  for (const [name, message] of Object.entries(is.messages)) {
    const before = Object.hasOwn(was.messages, name) ? was.messages[name] : undefined
    const isSame = before !== undefined && wordsOf(before) === wordsOf(message)
    if (isSame) continue
    if (before === undefined || boneOf(before) !== boneOf(message)) refused.push(name)
    else {
      const content = { ...message, isReviewed: false }
      const file = `messages/${name}.yaml`
      proposals.push({ name: `message ${name}`, base: wordsOf(before), content, file, by, harmful: [] })
    }
  }
  const changed = isHarmful ? changedPrompts(was, is) : []
  const own = ({ content }: Omit<Proposal, 'yaml'>) => ('flow' in content ? content.flow : `message.${content.name}`)
  return {
    refused,
    proposals: proposals.map((one) => ({
      ...one,
      harmful: changed.filter((key) => key.split('/')[1]?.startsWith(`${own(one)}.`)),
    })),
  }
}

/** What is no words and no part of a flow's shape either: whom it is about, how a message is sent, a form in one line. */
function boneOf(content: Table | Message): string {
  if ('flow' in content) return hashOf([content.about, content.form ?? null])
  const { neutral: _, full: __, voice: ___, source: ____, isReviewed: _____, ...bone } = content
  return hashOf(bone)
}

/** The prompts that are spoken otherwise in the copy. */
function changedPrompts(was: Content['world'], is: Content['world']): string[] {
  const said = (one: { library: Library; messages: Content['world']['messages'] }) =>
    new Map(
      Object.keys(one.library.languages).flatMap((language) =>
        listPrompts(one.library, language, one.messages).map(({ key, text }) => [key, text] as const),
      ),
    )
  const [before, after] = [said(was), said(is)]
  return [...before].filter(([key, text]) => after.get(key) !== text).map(([key]) => key)
}

const USAGE = 'correct propose <folder> --by <name> [--harmful] | approve <what> --by <name> | withdraw <what> | list'

/** The command; 1 where it was refused. */
export async function correct(args: string[]): Promise<number> {
  const options = { by: { type: 'string', default: '' }, harmful: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [what, of = ''] = positionals
  const home = await openStoreAtHome()
  const world = { table: home.table, now: () => Date.now() } as World
  try {
    switch (what) {
      case 'propose':
        return await propose(world, of, values.by, values.harmful)
      case 'approve':
        return tell(await approveCorrection(world, of, values.by), `${of} is live within a minute`)
      case 'withdraw':
        return tell(await withdrawCorrection(world, of), `${of} is withdrawn`)
      case 'list':
        for (const { state, name, by, second, file, yaml } of await listCorrections(world)) {
          for (const line of compareLines(readFileSync(join(shippedFolder, file), 'utf8'), yaml)) console.log(line)
          console.log(`${state.padEnd(9)} '${name}'   by ${by}${second === undefined ? '' : `, approved by ${second}`}`)
        }
        return 0
      default:
        console.error(USAGE)
        return 2
    }
  } finally {
    await home.close()
  }
}

async function propose(world: World, folder: string, by: string, isHarmful: boolean): Promise<number> {
  if (folder === '') {
    console.error(USAGE)
    return 2
  }
  // A copy that the checks refuse is named with every finding and goes nowhere.
  const refusals = listRefusals(folder)
  if (refusals.length > 0) {
    for (const line of refusals) console.error(line)
    console.error(`correction.refused: ${refusals.length} errors; nothing is put forward`)
    return 1
  }
  const { proposals, refused } = compareCopies(loadContent(shippedFolder), loadContent(folder), by, isHarmful)
  if (refused.length > 0) {
    console.error(`correction.structure ${refused.join(', ')}: more than words; this needs a release`)
    return 1
  }
  const whole = proposals.map((one) => ({ ...one, yaml: readFileSync(join(folder, one.file), 'utf8') }))
  const done = await proposeCorrections(world, whole)
  return tell(done, whole.map(({ name }) => `proposed: ${name}`).join('\n') || 'no words differ')
}

/** The lines that an edited file no longer has, and those it has instead: what a second person must read. */
export function compareLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const less = old.filter((line) => !now.includes(line)).map((line) => `  - ${line.trim()}`)
  const more = now.filter((line) => !old.includes(line)).map((line) => `  + ${line.trim()}`)
  return [...less, ...more]
}

const SAID: Record<Extract<Corrected, { ok: false }>['error'], string> = {
  'correction.unknown': 'there is no such correction; "dhatri correct list" names them, to be written in quotes',
  'correction.samePerson': 'whoever proposed it cannot approve it',
  'correction.notProposed':
    'nothing of that name is proposed; "dhatri correct list" names them, to be written in quotes',
  'correction.nobody': 'say who you are: --by <name>',
}

function tell(done: Corrected, words: string): number {
  if (done.ok) console.log(words)
  else console.error(`${done.error}: ${SAID[done.error]}`)
  return done.ok ? 0 : 1
}
