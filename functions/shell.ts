/** The network and the log of a real process: one bounded request out, one line of codes per event. */
import type { OutRequest } from '@dhatri/gateways/gateway'
import type { LogEntry } from '@dhatri/service/world'

/** How long a gateway may take to answer. */
const patience = 10_000

/** Sends a request; throws when the answer is not known. */
export async function post(request: OutRequest): Promise<{ status: number; body: string }> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.method === 'POST' ? { body: request.body } : {}),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  })
  return { status: response.status, body: await response.text() }
}

/** Writes one line of JSON: codes and counts, never a number, a name or a text. */
export function writeLog(entry: LogEntry): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`)
}
