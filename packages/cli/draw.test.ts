import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import { loadContent } from '@dhatri/functions/content'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { draw } from './draw.ts'

let library: Library
let folder = ''
let said: string[] = []

beforeAll(() => {
  library = loadContent().world.library
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'draw-'))
  said = []
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})
const at = (name: string) => join(folder, name)

describe('drawing', () => {
  it('draws every shipped flow into a folder, whose links lead to each other', () => {
    expect(draw(['--all', '--out', folder], library)).toBe(0)
    const files = readdirSync(folder)
    expect(files.length).toBe(Object.keys(library.newest).length)
    for (const file of files) {
      const links = [...readFileSync(at(file), 'utf8').matchAll(/xlink:href="([a-z][^"]*)"/g)]
      for (const [, link] of links) expect(files).toContain(link)
    }
  })

  it('draws one flow in a language, with the counts of a file', () => {
    writeFileSync(at('counts.json'), '{"flow":"register","steps":{"whose":{"reached":4,"left":1}}}')
    const args = ['register', '--language', 'en', '--counts', at('counts.json'), '--out', at('new/register.svg')]
    expect(draw(args, library)).toBe(0)
    expect(readFileSync(at('new/register.svg'), 'utf8')).toContain('4 reached · 1 left here (25%)')
  })

  it('names what is wrong with counts by its place, and draws all the same', () => {
    writeFileSync(at('counts.json'), '{"flow":"register","steps":{"old":{"reached":4,"left":1}}}')
    const args = ['register', '--counts', at('counts.json'), '--mermaid', '--out', at('register.mmd')]
    expect(draw(args, library)).toBe(1)
    expect(said).toEqual([`${at('counts.json')} steps.old funnel.step: register has no step "old"`])
    expect(readFileSync(at('register.mmd'), 'utf8')).toContain('flowchart TD')
  })

  it('draws each flow that is named, or none where one of them is not there', () => {
    expect(draw(['visit', 'week', '--out', at('two')], library)).toBe(0)
    expect(readdirSync(at('two')).sort()).toEqual(['visit.svg', 'week.svg'])
    expect(draw(['visit', 'weak', '--out', at('none')], library)).toBe(1)
    expect(said[0]).toMatch(/^draw\.flow weak: one of /)
    expect(readdirSync(folder)).toEqual(['two'])
  })

  it('says where it cannot write', () => {
    writeFileSync(at('file.svg'), '')
    expect(draw(['--all', '--out', at('file.svg')], library)).toBe(1)
    expect(said[0]).toBe(`draw.out ${at('file.svg')}: it is a file, and several flows are drawn into a folder`)
    expect(() => draw(['week', '--out', folder], library)).toThrow(/^paper\.unwritten .*: it is a folder; name a file$/)
    expect(() => draw(['week', '--out', at('file.svg/week.svg')], library)).toThrow(/a folder in it is a file/)
  })

  it('says which flows and languages there are', () => {
    expect(draw(['nothing'], library)).toBe(1)
    expect(draw([], library)).toBe(1)
    expect(draw(['home', '--language', 'fr'], library)).toBe(1)
    expect(said[0]).toMatch(/^draw\.flow nothing: one of home, /)
    expect(said[1]).toMatch(/^draw\.noFlow/)
    expect(said[2]).toMatch(/^draw\.language fr: one of bn, en, bn-Latn/)
  })
})
