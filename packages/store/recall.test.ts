import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRecall } from './recall.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function counted(most: number) {
  const recall = openRecall<string>(most)
  const made: string[] = []
  const find = (name: string) =>
    recall.find(name, () => {
      made.push(name)
      return `${name}!`
    })
  return { find, made }
}

test('what was asked for a moment ago is not made again', () => {
  const { find, made } = counted(10)
  expect([find('a'), find('b'), find('a')]).toEqual(['a!', 'b!', 'a!'])
  expect(made).toEqual(['a', 'b'])
})

test('nothing is held for longer than two minutes after it was last asked for', () => {
  const { find, made } = counted(10)
  find('a')
  vi.advanceTimersByTime(59_000)
  find('a')
  vi.advanceTimersByTime(121_000)
  expect(vi.getTimerCount()).toBe(0)
  find('a')
  expect(made).toEqual(['a', 'a'])
})

test('what is asked for again and again is kept', () => {
  const { find, made } = counted(10)
  for (let minutes = 0; minutes < 10; minutes += 1) {
    find('a')
    vi.advanceTimersByTime(60_000)
  }
  expect(made).toEqual(['a'])
})

test('of many things only the last are held', () => {
  const { find, made } = counted(10)
  for (let n = 0; n < 1_000; n += 1) find(`n${n}`)
  made.length = 0
  for (let n = 990; n < 1_000; n += 1) find(`n${n}`)
  expect(made).toEqual([])
  for (let n = 0; n < 980; n += 1) find(`n${n}`)
  expect(made).toHaveLength(980)
})
