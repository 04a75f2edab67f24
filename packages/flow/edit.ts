/**
 * What a change of a flow does to people who know its older version: other words for everyone, something more, or
 * something broken. RapidPro's users lose replies when categories change under a live flow (rapidpro #827); here an old
 * conversation keeps its own version, and what is broken must say where it went (`moved`) or is not published.
 */
import type { Kind } from './answer.ts'
import type { Choice, Step, Table } from './table.ts'

/** How far a change reaches; of several the worst counts. */
export type EditClass = 'none' | 'text' | 'additive' | 'breaking'

/** One difference; `at` is a step, a `menu.option`, or an answer. `isMoved`: the newer version says where it went. */
export type Change = { code: string; at: string; class: EditClass; words: string; isMoved?: true }

/** The class of an edit, and every difference that is more than words. */
export type Edit = { class: EditClass; changes: Change[] }

const ORDER: readonly EditClass[] = ['none', 'text', 'additive', 'breaking']

/** Classes the change from one version of a flow to the next. */
export function classEdit(before: Table, after: Table): Edit {
  if (before.own === after.own) {
    const isSame = before.words === after.words && sameLists(before, after)
    if (isSame) return { class: 'none', changes: [] }
  }
  const changes = [...compareLists(before, after), ...compareKinds(before, after), ...compareSteps(before, after)].map(
    (change): Change => (change.class === 'breaking' && isMoved(after, change) ? { ...change, isMoved: true } : change),
  )
  const least: EditClass = before.own === after.own ? 'text' : 'additive'
  const worst = changes.reduce((worse, change) => Math.max(worse, ORDER.indexOf(change.class)), ORDER.indexOf(least))
  return { class: ORDER[worst] ?? 'breaking', changes }
}

/** The breaking differences that the newer version does not account for. */
export function unmoved({ changes }: Edit): Change[] {
  return changes.filter((change) => change.class === 'breaking' && change.isMoved === undefined)
}

/** Whether `moved` names this, and names something that is there, or `gone`. */
function isMoved(after: Table, { code, at }: Change): boolean {
  const to = after.moved !== undefined && Object.hasOwn(after.moved, at) ? after.moved[at] : undefined
  if (to === undefined) return false
  // An option that has another number is still itself: called by another's name, answers would be read the other way.
  if (code === 'option.number') return to === at
  const [step, option] = to.split('.')
  const found = after.steps.find(({ id }) => id === step)
  if (to === 'gone' || (option === undefined && (found !== undefined || Object.hasOwn(after.kinds, to)))) return true
  return found?.kind === 'menu' && nameOptions(after, found).has(option ?? '')
}

const sameLists = (before: Table, after: Table): boolean =>
  before.languages.join() === after.languages.join() && before.channels.join() === after.channels.join()

function compareLists(before: Table, after: Table): Change[] {
  return (['languages', 'channels'] as const).flatMap((list) => {
    const [old, now]: [readonly string[], readonly string[]] = [before[list], after[list]]
    const gone = old.filter((one) => !now.includes(one))
    const more = now.filter((one) => !old.includes(one))
    return [
      ...gone.map((at) => broken(`${list}.gone`, at, `nobody can use it in ${at} any more`)),
      ...more.map((at) => added(`${list}.more`, at, `it is there in ${at} too`)),
    ]
  })
}

function compareKinds(before: Table, after: Table): Change[] {
  return Object.entries(before.kinds).flatMap(([name, old]) => {
    const now = Object.hasOwn(after.kinds, name) ? after.kinds[name] : undefined
    if (now === undefined) return [broken('answer.gone', name, `"${name}" is no longer kept`)]
    if (now.type !== old.type) return [broken('answer.type', name, `"${name}" was ${old.type} and is ${now.type}`)]
    const less = narrower(old, now)
    return less === undefined ? [] : [broken('answer.narrower', name, `"${name}" takes less than before: ${less}`)]
  })
}

/** The setting that takes less than before. */
function narrower(old: Kind, now: Kind): string | undefined {
  const limits = (kind: Kind) => new Map(Object.entries(kind).filter(([, value]) => typeof value === 'number'))
  const [were, are] = [limits(old), limits(now)]
  const isLess = (name: string, was: number, is: number) => (name === 'from' || name === 'least' ? is > was : is < was)
  return [...were.keys(), ...are.keys()].find((name) => {
    const open = name === 'from' || name === 'least' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    return isLess(name, Number(were.get(name) ?? open), Number(are.get(name) ?? open))
  })
}

function compareSteps(before: Table, after: Table): Change[] {
  const now = new Map(after.steps.map((step) => [step.id, step]))
  const old = new Set(before.steps.map(({ id }) => id))
  const more = after.steps.filter(({ id }) => !old.has(id)).map(({ id }) => added('step.more', id, `"${id}" is new`))
  return [
    ...before.steps.flatMap((step) => {
      const same = now.get(step.id)
      // An `if` or a `run` without a name of its own is called by its place, which nobody else relies on.
      if (same === undefined) return isNamed(step) ? [broken('step.gone', step.id, `"${step.id}" is gone`)] : []
      if (same.kind !== step.kind) {
        return isNamed(step)
          ? [broken('step.kind', step.id, `"${step.id}" was a ${step.kind} and is a ${same.kind}`)]
          : []
      }
      return compareStep(before, step, after, same)
    }),
    ...more,
  ]
}

const isNamed = ({ id, kind }: Step): boolean => !(kind === 'if' || kind === 'run') || !/^(if|run)-\d+$/.test(id)

function compareStep(before: Table, old: Step, after: Table, now: Step): Change[] {
  if (old.kind === 'menu' && now.kind === 'menu') {
    const [were, are] = [nameOptions(before, old), nameOptions(after, now)]
    const changes = [...were].flatMap(([name, number]) => compareOption(`${old.id}.${name}`, number, are.get(name)))
    const isUnkept = old.isKept && !now.isKept
    return isUnkept ? [...changes, broken('menu.unkept', old.id, `"${old.id}" is not kept any more`)] : changes
  }
  if (old.kind === 'do' && now.kind === 'do' && old.action !== now.action) {
    return [added('do.action', old.id, `"${old.id}" does ${now.action} and no longer ${old.action}`)]
  }
  if (old.kind === 'end' && now.kind === 'end' && old.result !== now.result) {
    return [broken('end.result', old.id, `"${old.id}" gave "${old.result ?? ''}" and gives "${now.result ?? ''}"`)]
  }
  return []
}

/** The number of each option, which people have learnt, by what is kept of it or by where it leads. */
function nameOptions({ steps }: Table, menu: Step & { kind: 'menu' }): Map<string, number> {
  const nameOf = ({ is, run, next }: Choice) => (menu.isKept ? is : (run ?? steps[next]?.id ?? 'end'))
  const names = new Map<string, number>()
  for (const option of menu.options) if (!names.has(nameOf(option))) names.set(nameOf(option), option.number)
  return names
}

function compareOption(at: string, was: number, is: number | undefined): Change[] {
  if (is === undefined) return [broken('option.gone', at, `option ${was}, "${at}", is gone`)]
  return is === was ? [] : [broken('option.number', at, `option ${was}, "${at}", is now option ${is}`)]
}

const broken = (code: string, at: string, words: string): Change => ({ code, at, class: 'breaking', words })
const added = (code: string, at: string, words: string): Change => ({ code, at, class: 'additive', words })
