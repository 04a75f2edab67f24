/** ussd-menu-builder, as its README shows it: one menu that all callers share, the whole text replayed on every turn. */
import UssdMenu from 'ussd-menu-builder'
import { printDate, printDigits, readCode, readDate, readName } from '../engine/answers.ts'
import { printRight, words } from '../engine/contender.ts'

const menu = new UssdMenu()
const said = (state) => state.menu.args.text.split('*')
/** The answers lie in the text; an entry that was refused is left out. */
const answers = (state) => {
  const [, , name, ...rest] = said(state)
  const lmp = rest.find((entry) => readDate(entry) !== undefined)
  return [name, lmp, rest[rest.indexOf(lmp) + 1]]
}
const show = (text) => () => menu.con(text)
const again = (fault, text) => () => menu.con(`${fault}\n${text}`)
const option = (one, two, fault) => ({ 1: one, 2: two, '*.*': fault })
const right = (state) => {
  const [name, lmp, code] = answers(state)
  return printRight(readName(name), printDate(readDate(lmp)), printDigits(code))
}

menu.startState({ run: show(words.tongue), next: option('consent', 'consent', 'tongue.wrong') })
menu.state('tongue.wrong', {
  run: again(words.noOption, words.tongue),
  next: option('consent', 'consent', 'tongue.wrong'),
})
menu.state('consent', { run: show(words.consent), next: option('name', 'declined', 'consent.wrong') })
menu.state('consent.wrong', {
  run: again(words.noOption, words.consent),
  next: option('name', 'declined', 'consent.wrong'),
})
menu.state('declined', { run: () => menu.end(words.declined) })
const afterName = { '*.*': () => (readName(menu.val) === undefined ? 'name.wrong' : 'lmp') }
menu.state('name', { run: show(words.name), next: afterName })
menu.state('name.wrong', { run: again(words.noName, words.name), next: afterName })
const afterLmp = { '*.*': () => (readDate(menu.val) === undefined ? 'lmp.wrong' : 'worker') }
menu.state('lmp', { run: show(words.lmp), next: afterLmp })
menu.state('lmp.wrong', { run: again(words.noDate, words.lmp), next: afterLmp })
const afterWorker = { '*.*': () => (readCode(menu.val) === undefined ? 'worker.wrong' : 'right') }
menu.state('worker', { run: show(words.worker), next: afterWorker })
menu.state('worker.wrong', { run: again(words.noCode, words.worker), next: afterWorker })
menu.state('right', { run: (state) => menu.con(right(state)), next: option('done', 'name', 'right.wrong') })
menu.state('right.wrong', {
  run: (state) => menu.con(`${words.noOption}\n${right(state)}`),
  next: option('done', 'name', 'right.wrong'),
})
menu.state('done', { run: () => menu.end(words.done) })

/** The contender; its state is what a gateway with cumulative text would send. */
export const contender = {
  name: 'ussd-menu-builder 1.2.0',
  first: '{"sessionId":"ATUid_1","serviceCode":"*16789#","phoneNumber":"+8801711000001","text":""}',
  async turn(text, entry) {
    const args = JSON.parse(text)
    if (entry !== undefined) args.text = args.text === '' ? entry : `${args.text}*${entry}`
    const answer = await menu.run(args)
    return { state: JSON.stringify(args), text: answer.slice(4), isEnd: answer.startsWith('END') }
  },
}
