/**
 * The lessons of the course by voice as a whole: each is at most three minutes of listening with its question and the
 * longer answer, has the pieces that the bookmark knows, and one right answer, which is not always the same key. Seconds
 * are those of the sounds; a text that has none yet is reckoned by its letters, slowly spoken.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableOf } from '@dhatri/flow/library'
import { listPrompts } from '@dhatri/flow/render'
import { shippedFolder } from '@dhatri/functions/content'
import { lessonsIn, PIECES } from '@dhatri/service/lessons'
import { describe, expect, it } from 'vitest'
import { shipped } from './world.ts'

const { library } = shipped().world
const manifest = JSON.parse(readFileSync(join(shippedFolder, 'audio/manifest.json'), 'utf8')) as Record<
  string,
  { seconds: number }
>
const lessons = lessonsIn(library)

/** Letters of Bangla and of English that the stand-in voices say in a second. */
const LETTERS = { bn: 8, en: 15 }

/** Every prompt of a lesson, both answers included: more than any caller hears. */
function listen(lesson: number, language: 'bn' | 'en'): number {
  const own = listPrompts(library, language).filter(({ key }) => key.startsWith(`${language}/lesson${lesson}.`))
  return own.reduce((sum, { key, text }) => sum + (manifest[key]?.seconds ?? text.length / LETTERS[language]), 0)
}

describe('the course by voice', () => {
  it('has at least six lessons, numbered from one', () => {
    expect(lessons.length).toBeGreaterThanOrEqual(6)
    expect(lessons).toEqual(lessons.map((_, index) => index + 1))
  })

  it.each(lessons)('lesson %i is at most three minutes in each language', (lesson) => {
    const [bn, en] = [listen(lesson, 'bn'), listen(lesson, 'en')]
    console.info(`lesson ${lesson}: ${bn.toFixed(0)} s in Bangla, ${en.toFixed(0)} s in English`)
    expect(Math.max(bn, en)).toBeLessThanOrEqual(180)
    expect(Math.min(bn, en)).toBeGreaterThan(20)
  })

  it.each(lessons)('lesson %i has its pieces, a bookmark between them, and one right answer', (lesson) => {
    const steps = tableOf(library, `lesson${lesson}`)?.steps ?? []
    const ids = steps.map(({ id }) => id)
    expect(ids.filter((id) => PIECES.some((piece) => piece === id))).toEqual([...PIECES])
    for (const piece of PIECES.slice(1)) expect(ids).toContain(`${piece}Kept`)
    const question = steps.find(({ id }) => id === 'answer')
    const options = question?.kind === 'menu' ? question.options.map(({ is }) => is) : []
    expect(options.filter((is) => is === 'right')).toHaveLength(1)
    expect(options.length).toBeGreaterThan(1)
  })

  it('does not always have the right answer under the same key', () => {
    const keys = lessons.map((lesson) => {
      const question = tableOf(library, `lesson${lesson}`)?.steps.find(({ id }) => id === 'answer')
      return question?.kind === 'menu' ? question.options.find(({ is }) => is === 'right')?.number : undefined
    })
    expect(new Set(keys).size).toBeGreaterThan(1)
  })
})
