/** The recordings, served from the release's own folder where no other store of them is set. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedFolder } from './content.ts'

/** One MP3 below `flows/audio` by its path `/audio/…`; 404 for anything else. */
export function sendAudio(pathname: string): Response {
  const key = decodeURIComponent(pathname.slice('/audio/'.length))
  if (!/^[A-Za-z0-9/_.-]+\.mp3$/.test(key) || key.includes('..')) return new Response('', { status: 404 })
  try {
    const bytes = readFileSync(join(shippedFolder, 'audio', key))
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': 'audio/mpeg', 'cache-control': 'no-cache' },
    })
  } catch {
    return new Response('', { status: 404 })
  }
}
