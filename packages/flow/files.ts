/** Which of the files handed over are what: flows lie directly in their folder, messages in `messages/` below it. */
import type { Book } from './book.ts'
import type { Node } from './node.ts'
import { readYaml } from './yaml.ts'

/** A flow or the engine file: `register.yaml` or `flows/register.yaml`, not what lies deeper. */
export function isFlowFile(path: string): boolean {
  return /^(.*\bflows\/|\.\/)?[^/]+\.yaml$/.test(path.replaceAll('\\', '/'))
}

/** A message: `messages/anc.asked.yaml`. */
export function isMessageFile(path: string): boolean {
  return /(^|\/)messages\/[^/]+\.yaml$/.test(path.replaceAll('\\', '/'))
}

/** The name a file's content must carry. */
export function nameOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^.*\//, '')
    .replace(/\.yaml$/, '')
}

/** Reads one file with a reader of its nodes; what keeps the YAML from being read is noted. */
export function readFile<T>(book: Book, content: string, read: (node: Node) => T | undefined): T | undefined {
  const reading = readYaml(book.file, content)
  if (reading.ok) return read(reading.node)
  book.findings.push(...reading.findings)
  return undefined
}
