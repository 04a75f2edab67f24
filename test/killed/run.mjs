/**
 * The server is killed with -9 in the middle of what it does and started again on the same data: in a conversation,
 * between an answer and its action, between a claim and a send. Prints `ok` or `not ok` per check; exits with 1 on a failure.
 */
import { talk } from './conversation.mjs'
import { register } from './registration.mjs'
import { remind } from './reminder.mjs'
import { openTown } from './town.mjs'

const town = await openTown()

async function check(words, act) {
  const began = Date.now()
  try {
    const figures = await act()
    const took = `${((Date.now() - began) / 1000).toFixed(1)} s`
    console.log(`ok ${words} (${figures === undefined ? took : `${figures}; ${took}`})`)
  } catch (fault) {
    process.exitCode = 1
    console.log(`not ok ${words}\n${fault.stack}\n\nserver:\n${town.said()}`)
  }
}

try {
  await talk(town, check)
  await register(town, check)
  await remind(town, check)
} finally {
  await town.close()
}
