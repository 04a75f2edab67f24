/**
 * Where one machine stands, the demo or production: its port, its address and its data folder, judged before any of them
 * is touched.
 */

import { lookup } from 'node:dns/promises'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { Reader, Source } from './env.ts'
import { within } from './patience.ts'

/** Who may write a data folder: the demo's is never opened by production, nor the reverse. */
export type Owner = 'demo' | 'production'

/** Where a machine is reached and where it keeps things. */
export type Stand = { port: number; host: string; folder: string }

/** What is wanted in each of these settings, for whoever reads that one is wrong. */
export const wantedOfStand: Source = {
  PORT: 'a free port of this machine, 1 to 65535; 8080 where it is not set',
  HOST: 'an address of this machine, like 127.0.0.1 or 0.0.0.0',
  DHATRI_DATA: 'a folder that can be made and written here, and that no other kind of server has written',
}

/** How long the name of an address may take to be found, in ms. */
const patience = 3_000

/** Reads port, address and folder; what is wrong with them is for the reader to say. */
export async function readStand(reader: Reader, owner: Owner, unset: string): Promise<Stand> {
  const port = Number(reader.optional('PORT', /^[0-9]{1,5}$/) ?? 8080)
  if (port < 1 || port > 65_535) reader.refuse('config.form', 'PORT')
  const host = reader.optional('HOST', /^[\w.:%-]+$/) ?? '127.0.0.1'
  if (
    (await within(
      patience,
      lookup(host).catch(() => undefined),
    )) === undefined
  )
    reader.refuse('config.host', 'HOST')
  const folder = reader.optional('DHATRI_DATA') ?? unset
  const fault = findFolderFault(folder, owner)
  if (fault !== undefined) reader.refuse(fault, 'DHATRI_DATA')
  return { port, host, folder }
}

/** Why a data folder cannot be this owner's, or neither made nor written; nothing is made here. */
export function findFolderFault(folder: string, owner: Owner): string | undefined {
  const data = resolve(folder)
  if (![data, `${data}-keys`].every(canHold)) return 'config.folder'
  const sign = join(data, 'owner')
  if (!existsSync(sign)) return undefined
  return readFileSync(sign, 'utf8').trim() === owner ? undefined : 'config.foreignFolder'
}

/** Whether a folder is there and may be written, or may be made below one that is. */
function canHold(folder: string): boolean {
  const there = existsSync(folder) ? folder : dirname(folder)
  if (there !== folder && !existsSync(there)) return canHold(there)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
    return statSync(there).isDirectory()
  } catch {
    return false
  }
}

/**
 * Opens and closes the port, so that one that is taken, or an address of another machine, is named before a folder is
 * made; throws `config.wrong`.
 */
export async function tryPort({ port, host }: Stand): Promise<void> {
  const server = createServer()
  await new Promise<void>((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const name = cause.code === 'EADDRINUSE' || cause.code === 'EACCES' ? 'PORT' : 'HOST'
      fail(new Error(`config.wrong\nconfig.${name.toLowerCase()} ${name}: ${wantedOfStand[name]}; ${cause.code}`))
    })
    server.listen(port, host, () => server.close(() => done()))
  })
}
