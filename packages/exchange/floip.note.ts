/** What of a FLOIP file could not be carried into our flows: by block and exit, with the reason. Nothing is left out unsaid. */

/** Each kind of remark with what was done instead. */
export const NOTES = {
  'floip.version': 'another version of the specification; read as 1.0.0-rc4',
  'floip.modes': 'its way of meeting people is none of ours',
  'floip.language': 'the language is not among ours: add it to engine.yaml, then import again',
  'floip.about': 'nothing says whom the words are about: "about: service" was assumed; have a clinician read them',
  'floip.reviewed': 'the file says that a clinician has reviewed it; she must say so here again',
  'floip.empty': 'the flow has nothing that could be carried',
  'floip.block': 'there is no such step here; the flow goes on through its default exit',
  'floip.exit': 'the test cannot be carried; nobody goes this way',
  'floip.invalid':
    'the way for a wrong entry: here the question comes again, and after the third time the engine leaves',
  'floip.exitBlock': 'the block for whatever goes wrong: here the engine says so itself, and ends',
  'floip.timeout': 'how long an answer is waited for is for the engine and the gateway to say',
  'floip.property': 'contact properties are set by actions here, not by blocks',
  'floip.label': 'labels and tags for meaning have no place here',
  'floip.vendor': 'what other makers put beside blocks is not read',
  'floip.flow': 'the flow it runs is not in the file',
  'floip.words': 'it has no words; its label stands in for them',
  'floip.template': 'this stands in its words and cannot be said; "…" stands in its place',
  'floip.sound': 'a recording: record it here under its own key',
  'floip.choice': 'renamed: letters, digits, - and _ only, at most 20',
  'floip.name': 'renamed: a name here begins with a letter',
  'floip.options': 'the words of the question may name the options too: read it once',
  'floip.test': 'a test for an option by other than a word or its number',
  'floip.range': 'other limits were set: whole numbers, and never 99, which is the key for danger',
  'floip.duration': 'a length or an end of a recording is given by the type here',
  'floip.order': 'the order of options cannot be drawn by lot',
  'floip.unreachable': 'nothing leads to it',
  'floip.other': 'this has no place here',
  'floip.changed': 'changed since we exported it, in a way that could not be carried',
} as const

/** A kind of remark. */
export type NoteCode = keyof typeof NOTES

/** One remark: in which flow, about which block (its UUID and name), and what exactly. */
export type Note = { code: NoteCode; flow: string; block?: string; name?: string; detail?: string }

/** A remark as a line. */
export function printNote({ code, flow, block, name, detail }: Note): string {
  const place = block === undefined ? flow : `${flow} ${name ?? ''} (${block})`
  return `${place} ${code}: ${detail === undefined ? '' : `${detail}: `}${NOTES[code]}`
}
