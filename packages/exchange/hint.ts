/**
 * How a voice artist says a prompt. Prompts are joined on a call, and what joins badly is heard at once: the melody of
 * each must fit what comes before and after. Drafts: a native speaker who has recorded for calls should read them.
 */
import type { Language } from '@dhatri/flow/channel'
import type { Role } from './take.ts'

/** A way of saying; `value` is the value that is heard just before or after. */
export type Hint = { how: Exclude<Role, 'part'> | 'open' | 'joined' | 'question' | 'closed'; value?: string }

const WORDS: Record<Hint['how'], [bangla: string, english: string]> = {
  closed: ['শেষে সুর নামবে।', 'The voice falls at the end.'],
  question: ['প্রশ্নের সুরে, শেষে একটু উঠবে।', 'A question: the voice rises a little at the end.'],
  open: ['শেষে সুর ধরে রাখুন, থামবেন না: এরপরেই {value} শোনা যাবে।', 'Keep the voice up at the end: {value} follows at once.'],
  joined: ['নতুন করে শুরু করবেন না: এর ঠিক আগে {value} শোনা যাবে।', 'No new start: {value} is heard just before.'],
  option: ['শেষে সুর ধরে রাখুন: এরপরেই "এক চাপুন" শোনা যাবে।', 'Keep the voice up at the end: "press one" follows at once.'],
  key: ['শেষে সুর নামবে: এখানে কথা শেষ।', 'The voice falls: the line ends here.'],
  number: [
    'সমান সুরে, শেষে নামবে না: এরপর মাসের নাম বা অন্য কথা আসে।',
    'Level, not falling: the name of a month or other words follow.',
  ],
  digit: ['সমান সুরে, সবগুলো সমান লম্বা: একটার পর একটা শোনা যাবে।', 'Level, all of one length: several are heard in a row.'],
  month: ['তারিখের শেষে শোনা যাবে: সুর সামান্য নামবে।', 'Heard at the end of a date: the voice falls a little.'],
  place: ['নামটি যেমন লোকে বলে, সমান সুরে।', 'As people there say it, level.'],
  other: ['সমান সুরে।', 'Level.'],
}

/** A hint in Bangla, or in English for every other language. */
export function hintWords({ how, value = '' }: Hint, language: Language): string {
  const [bangla, english] = WORDS[how]
  return (language === 'bn' ? bangla : english).replace('{value}', `{${value}}`)
}
