import { readFileSync } from 'node:fs'
import { loadFixture } from '@dhatri/flow/fixture'
import { type Library, tableOf } from '@dhatri/flow/library'
import type { Step, Table } from '@dhatri/flow/table'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Picture } from './box.ts'
import { writeMermaid } from './mermaid.ts'
import { drawPicture } from './picture.ts'
import { writeSvg } from './svg.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const hostile = `
flow: hostile
title: {bn: "<b>&amp; 'শিরোনাম'", en: "]]> \\"title\\""}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  topic: {type: choice}
steps:
  - menu: topic
    bn: "<script>alert(1)</script> & \\"এক\\""
    en: "a < b # c"
    options:
      - {is: one, bn: "<এক>", en: "<one>", run: news, results: {done: end}, go: topic}
      - {is: two, bn: দুই, en: Two, go: home}
      - {is: three, bn: তিন, en: Three, go: trial}
  - arm: trial
    ways: {control: last, other: topic}
    weights: {control: 3, other: 1}
  - end: last
    result: seen
    dial: desk
    bn: শেষ
    en: The end
`

let library: Library
beforeAll(() => {
  library = loadFixture(engine, { 'hostile.yaml': hostile })
})
const pictureOf = (flow: string, language = 'bn'): Picture =>
  drawPicture(tableOf(library, flow)!, { library, language })
const box = (picture: Picture, id: string) => picture.boxes.find((one) => one.id === id)
const arrows = (picture: Picture) => picture.arrows.map(({ from, to, labels }) => `${from} ${labels.join('/')}> ${to}`)

describe('a picture', () => {
  it('has every step once, with its words, and every way on with what leads there', () => {
    const picture = pictureOf('register')
    expect(picture.boxes.filter(({ id }) => /^step-\d+$/.test(id)).length).toBe(
      tableOf(library, 'register')!.steps.length,
    )
    expect(box(picture, 'step-1')).toMatchObject({ kind: 'menu', body: 'কার ফোন?', step: 'whose' })
    expect(box(picture, 'step-6')?.body).toBe('{name}, {lmp|short}, {place}। ঠিক?')
    expect(arrows(picture)).toEqual(
      expect.arrayContaining([
        'start > step-1',
        'step-1 1 আমার> step-2',
        'step-1 2 পরিবারের> step-3',
        'step-4 হলে> step-5',
        'step-4 না হলে> step-4-to-7',
        'step-7 registered> step-8',
        'step-7 failed> step-7-stop',
      ]),
    )
  })

  it('shows a way back as a connector with the number and name of the step', () => {
    const picture = pictureOf('register', 'en')
    expect(arrows(picture)).toContain('step-6 2 No> step-6-to-2')
    expect(box(picture, 'step-6-to-2')).toMatchObject({ kind: 'jump', body: 'Back to 2 lmp', step: 'lmp' })
  })

  it('goes through another flow as through a linked box, and on by its results', () => {
    const picture = pictureOf('hostile', 'en')
    expect(box(picture, 'step-1-run-one')).toMatchObject({ kind: 'run', flow: 'news', body: 'News' })
    expect(arrows(picture)).toEqual(
      expect.arrayContaining([
        'step-1 1 <one>> step-1-run-one',
        'step-1-run-one done> step-1-run-one-stop',
        'step-1-run-one otherwise> step-1-run-one-to-1',
        'step-1 2 Two> step-1-home',
        'step-2 control 3/4> step-3',
      ]),
    )
    expect(box(picture, 'step-3')?.foot).toBe('= seen · Connects to desk')
  })

  it('cuts an arrow that would pass more than one row of boxes', () => {
    const steps = ['a', 'b', 'c', 'd'].map((name) => `  - say: ${name}\n    bn: ক\n    en: k\n`).join('')
    const long = `flow: long\ntitle: {bn: ক, en: k}\nabout: service\nlanguages: [bn, en]\nchannels: [ussd]\nanswers:\n  q: {type: choice}\nsteps:\n  - menu: q\n    bn: ক\n    en: k\n    options:\n      - {is: x, bn: ক, en: k}\n      - {is: y, bn: খ, en: l, go: last}\n${steps}  - end: last\n    bn: ক\n    en: k\n`
    library = loadFixture(engine, { 'hostile.yaml': hostile, 'long.yaml': long })
    const picture = pictureOf('long', 'en')
    expect(arrows(picture)).toContain('step-1 2 l> step-1-to-6')
    expect(box(picture, 'step-1-to-6')?.body).toBe('Goes to 6 last')
    expect(arrows(picture)).toContain('step-5 > step-6')
  })

  it('draws a kind of step that it does not know as a plain box', () => {
    const table = tableOf(library, 'news')!
    const strange = { kind: 'dance', id: 'tango' } as unknown as Step
    const picture = drawPicture({ ...table, steps: [strange] } as Table, { library, language: 'en' })
    expect(box(picture, 'step-1')).toMatchObject({ kind: 'other', head: '1 · dance · tango', body: '' })
    expect(() => writeSvg(picture)).not.toThrow()
  })
})

/** Whether every element is closed in order and every sign that must be is escaped. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  const rest = xml
    .replace(/^<\?xml[^>]*\?>\n/, '')
    .replace(/<(\/?)([a-zA-Z][\w:]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, close, name, __, single) => {
      if (close === '/') return open.pop() === name ? '' : '<'
      if (single !== '/') open.push(name)
      return ''
    })
  return open.length === 0 && !rest.includes('<') && !/&(?!amp;|lt;|gt;|quot;|#39;)/.test(xml)
}

describe('an SVG', () => {
  it('is well-formed whatever stands in the flow, and runs and fetches nothing', () => {
    const svg = writeSvg(pictureOf('hostile'))
    expect(isWellFormed(svg)).toBe(true)
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp;')
    expect(svg).toContain('&quot;এক&quot;')
    expect(svg).not.toMatch(/<script|@import|@font-face|url\((?!#)|href="(?!#|[a-z]+\.svg)/)
  })

  it('is the same every time', () => {
    expect(writeSvg(pictureOf('register'))).toBe(writeSvg(pictureOf('register')))
  })

  it('links another flow to its picture and a connector to its step', () => {
    const svg = writeSvg(pictureOf('hostile'))
    expect(svg).toContain('xlink:href="news.svg"')
    expect(svg).toContain('xlink:href="#step-1"')
    expect(svg).toContain('xlink:href="home.svg"')
  })

  it('shows counts in the boxes of their steps, in the digits of the language', () => {
    const counts = new Map([['whose', { reached: 1840, left: 312 }]])
    expect(writeSvg(pictureOf('register'), counts)).toContain('১,৮৪০ এলেন · ৩১২ ছেড়ে গেলেন (১৭%)')
    expect(writeSvg(pictureOf('register', 'en'), counts)).toContain('1,840 reached · 312 left here (17%)')
    expect(writeSvg(pictureOf('register', 'en'))).not.toContain('reached')
  })
})

describe('Mermaid text', () => {
  it('names boxes by numbers and keeps its own signs out of the words', () => {
    expect(writeMermaid(pictureOf('hostile', 'en'))).toMatchInlineSnapshot(`
      "---
      title: "]]> \\"title\\""
      ---
      flowchart TD
        n0(["Start"])
        n1[/"1 · Asks to choose · topic<br/>a #60; b #35; c"/]
        n2[["Another flow<br/>News<br/>news"]]
        n3(["End"])
        n4>"Back to 1 topic"]
        n5(["First screen"])
        n6{{"2 · Divides · trial<br/>trial"}}
        n7>"Back to 1 topic"]
        n8(["3 · End · last<br/>The end<br/>= seen · Connects to desk"])
        n0 --> n1
        n1 -->|"1 #60;one#62;"| n2
        n2 -->|"done"| n3
        n2 -->|"otherwise"| n4
        n1 -->|"2 Two"| n5
        n1 -->|"3 Three"| n6
        n6 -->|"control 3/4"| n8
        n6 -->|"other 1/4"| n7
      "
    `)
  })

  it('shows counts', () => {
    const counts = new Map([['whose', { reached: 5, left: 1 }]])
    expect(writeMermaid(pictureOf('register', 'en'), counts)).toContain('Whose phone?<br/>5 reached · 1 left here"')
  })
})
