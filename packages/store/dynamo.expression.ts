/**
 * Conditions and changes as DynamoDB's expressions (AWS, "Using expressions in DynamoDB"). Every name and value goes by
 * placeholder, because hundreds of words are reserved and names come from data.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { onlyRemoves } from './change.ts'
import { marshal } from './dynamo.marshal.ts'
import { splitPath } from './path.ts'
import { checkIndexed } from './sparse.ts'
import type { Change, Condition, Operand, Path, Value } from './table.ts'

/** The parts of a request that expressions share. */
export type Expression = {
  ConditionExpression?: string
  UpdateExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, AttributeValue>
}

/** A condition alone, for a put, a removal or a check. */
export function writeCondition(condition: Condition | undefined): Expression {
  const words = new Words()
  return condition === undefined ? {} : words.finish({ ConditionExpression: words.condition(condition) })
}

/** A change with its condition. What only removes is held to an item that is there, as the port says. */
export function writeChange(change: Change, condition: Condition | undefined): Expression {
  checkIndexed(change)
  const words = new Words()
  const present: Condition = { op: 'present', path: 'pk' }
  const needed = onlyRemoves(change) ? [present] : []
  const all = condition === undefined ? needed : [...needed, condition]
  const [first] = all
  const held: Condition | undefined = all.length > 1 ? { op: 'and', of: all } : first
  return words.finish({
    ...withText('UpdateExpression', words.change(change)),
    ...(held === undefined ? {} : { ConditionExpression: words.condition(held) }),
  })
}

class Words {
  readonly #names = new Map<string, string>()
  readonly #values: AttributeValue[] = []

  condition(condition: Condition): string {
    switch (condition.op) {
      case 'absent':
        return `attribute_not_exists(${this.#path(condition.path)})`
      case 'present':
        return `attribute_exists(${this.#path(condition.path)})`
      case 'and':
      case 'or':
        return this.#joined(condition.of, condition.op === 'and' ? ' AND ' : ' OR ')
      case 'not':
        return `NOT (${this.condition(condition.of)})`
      case 'contains':
        return `contains(${this.#path(condition.path)}, ${this.#value(condition.value)})`
      case 'size':
        return `size(${this.#path(condition.path)}) ${condition.is} ${this.#value(condition.value)}`
      default:
        return `${this.#path(condition.path)} ${condition.op} ${this.#value(condition.value)}`
    }
  }

  change(change: Change): string {
    const part = (word: string, parts: string[]) => (parts.length === 0 ? [] : [`${word} ${parts.join(', ')}`])
    const pair = ([path, value]: [Path, Value]) => `${this.#path(path)} ${this.#value(value)}`
    const set = Object.entries(change.set ?? {}).map(
      ([path, operand]) => `${this.#path(path)} = ${this.#operand(operand)}`,
    )
    return [
      ...part('SET', set),
      ...part(
        'REMOVE',
        (change.remove ?? []).map((path) => this.#path(path)),
      ),
      ...part('ADD', Object.entries(change.add ?? {}).map(pair)),
      ...part('DELETE', Object.entries(change.drop ?? {}).map(pair)),
    ].join(' ')
  }

  finish(expression: Expression): Expression {
    const names = Object.fromEntries([...this.#names].map(([name, placeholder]) => [placeholder, name]))
    const values = Object.fromEntries(this.#values.map((value, n) => [`:${n}`, value]))
    return {
      ...expression,
      ...(this.#names.size > 0 ? { ExpressionAttributeNames: names } : {}),
      ...(this.#values.length > 0 ? { ExpressionAttributeValues: values } : {}),
    }
  }

  /** DynamoDB refuses brackets within brackets that add nothing. */
  #joined(parts: Condition[], word: string): string {
    const [first] = parts
    if (first !== undefined && parts.length === 1) return this.condition(first)
    const isJoined = (part: Condition) => part.op === 'and' || part.op === 'or'
    return parts.map((part) => (isJoined(part) ? `(${this.condition(part)})` : this.condition(part))).join(word)
  }

  #operand(operand: Operand): string {
    if ('value' in operand) return this.#value(operand.value)
    const source = this.#path('append' in operand ? operand.to : operand.path)
    const orElse = 'orElse' in operand ? operand.orElse : undefined
    const read = orElse === undefined ? source : `if_not_exists(${source}, ${this.#value(orElse)})`
    return 'append' in operand ? `list_append(${read}, ${this.#value(operand.append)})` : read
  }

  #path(path: Path): string {
    return splitPath(path)
      .map((name) => {
        const known = this.#names.get(name) ?? `#${this.#names.size}`
        this.#names.set(name, known)
        return known
      })
      .join('.')
  }

  #value(value: Value): string {
    return `:${this.#values.push(marshal(value)) - 1}`
  }
}

function withText(name: 'UpdateExpression', text: string): Expression {
  return text === '' ? {} : { [name]: text }
}
