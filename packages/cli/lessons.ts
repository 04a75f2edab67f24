/** `dhatri lessons`: who finished what of the course by voice, by worker's code; no number and no name. */
import { parseArgs } from 'node:util'
import { civilDay } from '@dhatri/care/dhaka'
import { loadContent } from '@dhatri/functions/content'
import { lessonsIn, listCourse, type Progress } from '@dhatri/service/lessons'
import { printIso } from '@dhatri/text/day'
import { openStoreAtHome } from './home.ts'

/** Prints every worker who has begun, or with `--json` all of them. */
export async function showLessons(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const { library } = loadContent().world
  const home = await openStoreAtHome()
  const all = await listCourse({ table: home.table, library })
  await home.close()
  if (values.json) {
    const workers = all.map(({ finished, ...one }) => ({
      ...one,
      finished: finished.map(({ at, ...lesson }) => ({ ...lesson, day: printIso(civilDay(at)) })),
    }))
    console.log(JSON.stringify({ lessons: lessonsIn(library).length, workers }))
    return 0
  }
  const begun = all.filter(({ finished, stopped }) => finished.length > 0 || stopped !== undefined)
  for (const one of begun) console.log(printProgress(one, lessonsIn(library).length))
  console.log(
    `${all.length} workers, ${begun.length} have begun, ${countWhole(all, lessonsIn(library).length)} finished`,
  )
  return 0
}

const countWhole = (all: readonly Progress[], most: number) =>
  all.filter(({ finished }) => finished.length === most).length

/** One worker as a line: how many lessons of how many, which, and where she stopped; ✗ marks a question not yet right. */
export function printProgress({ code, finished, stopped }: Progress, most: number): string {
  const which = finished.map(({ lesson, isRight }) => `${lesson}${isRight ? '' : '✗'}`).join(' ')
  const place = stopped === undefined ? '' : `   stopped in ${stopped.lesson}, ${stopped.piece} piece`
  return `${code.padEnd(12)} ${finished.length} of ${most}   ${which || '-'}${place}`
}
