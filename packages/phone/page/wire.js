/** The page's side of the demo's JSON API. */

/** Gets JSON. */
export async function get(path) {
  const response = await fetch(path)
  return await response.json()
}

/** Posts JSON; the answer with its status. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { isOk: response.ok, ...(await response.json().catch(() => ({}))) }
}

/** Calls back on every change of a handset, and with false while the server cannot be reached. */
export function listen(onChange) {
  const events = new EventSource('/phone/events')
  events.addEventListener('change', () => onChange(true))
  events.addEventListener('error', () => onChange(false))
}
