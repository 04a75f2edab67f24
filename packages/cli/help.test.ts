/** Help for every command: how it is written, and a line for each of its options. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { run } from './dhatri.ts'

let lines: string[] = []
beforeEach(() => {
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
})
afterEach(() => vi.restoreAllMocks())

const listCommands = async (): Promise<string[]> => {
  await run(['help'])
  const names = lines.map((line) => line.split(' ')[1] ?? '')
  lines = []
  return names
}

it('is there for every command, and says what each of its options means', async () => {
  const names = await listCommands()
  expect(names).toEqual(expect.arrayContaining(['check', 'lessons', 'review', 'publish', 'serve', 'start']))
  for (const name of names) {
    lines = []
    expect(await run([name, '--help']), name).toBe(0)
    expect(lines[0], name).toMatch(new RegExp(`^dhatri ${name} `))
    const used = new Set(Array.from((lines[0] ?? '').matchAll(/--[a-z-]+/g), ([option]) => option))
    for (const option of [...used, '--help']) {
      const explained = lines.slice(1).find((line) => line.trimStart().split(/\s+/)[0] === option)
      expect(explained, `${name} ${option}`).toMatch(/--\S+\s+\S/)
    }
  }
})

it('knows every option that the code reads', async () => {
  const names = await listCommands()
  for (const name of names) await run([name, '-h'])
  const said = new Set(lines.flatMap((line) => Array.from(line.matchAll(/--([a-z-]+)/g), ([, option = '']) => option)))
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder).filter((file) => /^[^.]+(\.[a-z]+)?\.ts$/.test(file) && !file.includes('.test.'))
  const read = files.flatMap((file) =>
    Array.from(
      readFileSync(new URL(file, folder), 'utf8').matchAll(
        /'?([a-z-]+)'?: (?:\{ type: '(?:string|boolean)'|text\b[,}])/g,
      ),
      ([, option = '']) => option,
    ),
  )
  expect(read.length).toBeGreaterThan(30)
  expect([...new Set(read)].filter((option) => !said.has(option))).toEqual([])
})

it.each([
  [['chekc'], 'dhatri.command "chekc": there is no such command; did you mean check?'],
  [['fly'], 'dhatri.command "fly": there is no such command'],
  [['check', '--jsno'], 'check.option --jsno: there is no such option; did you mean --json?'],
  [['check', '--bogus=1'], 'check.option --bogus: there is no such option'],
  [['serve', '--empty'], 'serve.option --empty: there is no such option'],
  [['plan', '-q'], 'plan.option -q: there is no such option'],
])('%j is named, with what was probably meant', async (words, said) => {
  const errors: string[] = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line))
  expect(await run(words)).toBe(2)
  expect(errors[0]?.split('\n')[0]).toBe(said)
})
