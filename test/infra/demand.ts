/**
 * What a bundle asks of AWS, read off its text: minifying renames variables but keeps the names of properties, so
 * `world.table.due(` stands in it as `e.table.due(`, and only where something in the bundle still calls it.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundle } from '../../functions/bundle.ts'

/** Calls of the store, the keyring and the queue, and the actions they come to (`packages/store/dynamo*.ts`). */
const calls: [call: RegExp, actions: string[]][] = [
  [/\.table\.get\(/, ['dynamodb:GetItem Table']],
  [/\.table\.query\(/, ['dynamodb:Query Table']],
  [/\.table\.update\(/, ['dynamodb:UpdateItem Table']],
  // A transaction checks where an update changes nothing; IAM wants each part's own action.
  [/\.table\.write\(/, ['dynamodb:ConditionCheckItem Table', 'dynamodb:PutItem Table', 'dynamodb:UpdateItem Table']],
  // A write that removes an item names its key; a change that removes attributes has a list.
  [/[{,]remove:(?:[\w$]+\(|\{)/, ['dynamodb:DeleteItem Table']],
  [/\.table\.due\(/, ['dynamodb:Query Table/index/due']],
  [/\.table\.list\(/, ['dynamodb:Query Table/index/area']],
  [/\.keyring\.woman\(/, ['dynamodb:GetItem Keys']],
  [/\.keyring\.(?:newWoman|day)\(/, ['dynamodb:GetItem Keys', 'dynamodb:PutItem Keys']],
  [/\.keyring\.forget\(/, ['dynamodb:DeleteItem Keys']],
  [/\.keyring\.sweepDays\(/, ['dynamodb:DeleteItem Keys', 'dynamodb:Query Keys']],
  [/\.enqueue\(/, ['sqs:SendMessage Jobs']],
]

/** Uses of the store or the keyring that no line above knows; the frames of the flow engine have tables of their own. */
const unread = [
  /(?<!\bthis)\.table(?![\w$.])/,
  /\.table\.(?!(?:get|query|update|write|due|list)\()[\w$]+\(/,
  /\.keyring(?![\w$.])/,
  /\.keyring\.(?!(?:woman|newWoman|day|forget|sweepDays|pseudonym|mark)\()[\w$]+/,
]

/** The same in a source: taken out of the world under a name of its own, which no bundle would show. */
const renamed = /\{[^{}\n]*\b(?:table|keyring)\b[^{}\n]*\}\s*(?:=\s*world\b|:\s*(?:World\b|Pick<World))/

/** What was read off a bundle: actions as `<action> <on what>`, and uses that could not be read. */
export type Demand = { actions: Set<string>; unread: string[] }

/** What a bundle, with its sources below `root`, asks of AWS. */
export function demandOf({ file, inputs }: Bundle, root: string): Demand {
  const text = readFileSync(file, 'utf8')
  const sources = inputs.filter((path) => /(?:^|\/)(?:packages\/service|functions)\//.test(path))
  return {
    actions: new Set(calls.flatMap(([call, actions]) => (call.test(text) ? actions : []))),
    unread: [
      ...unread.flatMap((use) => use.exec(text)?.[0] ?? []),
      ...sources.filter((path) => renamed.test(readFileSync(join(root, path), 'utf8'))),
    ],
  }
}

/** Whether a bundle sends requests to gateways by itself. */
export const isCaller = (text: string): boolean => /\.post\(/.test(text)
