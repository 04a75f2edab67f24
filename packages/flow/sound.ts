/** The sound files of a release as the checker sees them: what `audio/manifest.json` says, and what lies on the disk. */

/** One sound file: `text` is the fingerprint of the words it says, `file` lies below the folder of sounds. */
export type Sound = { file: string; text: string; kind: 'stand-in' | 'recorded'; seconds: number }

/** The manifest as it is written, the files there are (`bn/home.start.0.mp3`), and how words become a fingerprint. */
export type Sounds = { manifest: string; files: ReadonlySet<string>; hash: (words: string) => string }

/** A place is called by its Bangla name in every language, so it is spoken once: the key whose sound is played. */
export function playedKey(key: string): string {
  return key.replace(/^[^/]+\/place\//, 'bn/place/')
}
