/** What the loaders of the files beside the flows refuse, as whoever edits them reads it: what is wrong, what to write. */

type Said = [words: string, suggestion: string]

const TIMES: Said = ['there must be a number above 0 here', 'write it in digits: 5']
const SIGN: Said = ['there is no word to look for here', 'write at least one word with letters, or take the line out']
const COLUMNS: Said = [
  'this column is not there once',
  'name it once in the first row, or begin again with the old file',
]
const PLACE: Said = ['no place has this code', 'take the code from places/places.csv']
const NOBODY: Said = ['no worker has this code', 'write a code of the first column of workers.csv']
const NUMBER: Said = ['this is no phone number', 'write it like 01711000001']

/** Words and advice by the loader's own rule. */
const SAID: { [rule: string]: Said } = {
  'ladder.desk': [
    'the last to be rung is not the duty desk at every hour',
    'end the list with {role: desk, minutes: 10, channels: [sms, voice]}: at night there is nobody else',
  ],
  'ladder.times': TIMES,
  'ladder.area': ['this is no code of a place', 'write two, four or six digits in "quotes", as in places/places.csv'],
  'ladder.asks': ['here belongs what is asked and after how many hours', 'write {hours: 2, ask: left} or ask: seen'],
  'rung.role': ['nobody has this role', 'write chw, supervisor or desk'],
  'rung.minutes': TIMES,
  'rung.channels': ['a call or a text is missing here', 'write [sms, voice], or one of the two'],
  'rung.cover': ['nobody has this role', 'write chw, supervisor or desk'],
  'rung.hours': ['these are no hours', 'write "08-21", two digits each, in quotes'],
  'wait.role': ['nobody has this role', 'write contact, chw, supervisor or desk'],
  'wait.hours': TIMES,
  'wait.complaint': [
    'a complaint would reach whom it may be about',
    'leave out chw and contact: supervisor and desk only',
  ],
  'wait.desk': ['the last to be asked is not the duty desk', 'end the list with {role: desk, hours: 24}'],
  'wait.pauses': ['there are no pauses', 'write "pauses: [24, 72, 168]", in hours'],
  'hotline.none': ['there is no number in it', 'begin with "hotlines:", then one number a dash'],
  'hotline.number': ['this number has not three to five digits', 'write it in quotes: "16263"'],
  'hotline.twice': ['this number stands there already', 'keep one of the two'],
  'hotline.name': ['what it is called or what it is for is missing', 'write name: and for:, in bn and en'],
  'hotline.source': ['its hours or its source are missing', 'write hours: and source:'],
  'hotline.tried': ['this is no day', 'write "tried: no", or a day like 2026-06-01'],
  'hotline.by': ['nobody is named who tried it', 'write by: and a name below tried:'],
  'rules.missing': ['there are no rules here', 'write at least one, as in the other lists'],
  'rule.number': ['the number of the rule is missing or stands there twice', 'write a number of its own, 1 to 98'],
  'rule.signs': ['the rule has no signs', 'write all: [hasBleeding], names of options in the flows'],
  'rule.urgency': ['the urgency is neither now nor today', 'write urgency: now, or today'],
  'rule.source': ['the rule has no source', 'write source: and where it is said'],
  'phrase.empty': SIGN,
  'word.empty': SIGN,
  'phrase.onlyDenies': ['a phrase of this sign says no more than "no"', 'add the word that tells of the sign'],
  'about.missing': ['nothing says whom the sign is about', 'write about: mother, pregnancy or baby'],
  'list.missing': ['a list is missing here', 'write it, [] where there are no words'],
  'signs.missing': ['there is no list of signs', 'write "signs:" and the signs below it'],
  'words.missing': ['there is no list of topics', 'write "words:" and the topics below it'],
  'word.taken': ['this word is read before as something else', 'take it out, or add a second word to it'],
  'word.twice': ['this word stands under another topic too', 'keep it in one of them'],
  'table.empty': ['there is nothing in it', 'the first row names the columns'],
  'table.letters': ['letters were lost in it', 'save the sheet as "CSV UTF-8"'],
  'table.commas': [
    'the cells are not divided by commas',
    'save the sheet as "CSV UTF-8", with commas between the cells',
  ],
  'column.missing': COLUMNS,
  'column.twice': COLUMNS,
  'row.short': ['the row has fewer cells than the first one', 'give every column a cell, or take the row out'],
  'row.long': ['the row has more cells than the first one', 'put a cell with a comma in it in "double quotes"'],
  'place.code': [
    'this is no code of a place',
    'write two digits for a division, four for a district, six for an upazila',
  ],
  'place.parent': [
    'the place it lies in is not above it',
    'its code begins with that of its parent, which comes first',
  ],
  'code.twice': ['this code stands there already', 'keep one of the two rows'],
  'code.unreadable': ['this is no code', 'letters, digits and - only'],
  'name.missing': ['a name is missing', 'write it'],
  'name.twice': ['another place beside it has this name', 'keep one of the two rows, or tell them apart'],
  'name.long': ['the name does not fit a screen', 'at most 32 letters'],
  'area.missing': ['nothing says where she works', 'write the code of an upazila'],
  'area.unknown': PLACE,
  'area.tooWide': ['a health worker cannot have a whole district', 'write codes of upazilas, six digits'],
  'cadre.unknown': ['there is no such cadre', 'write one that other rows have'],
  'kind.unknown': ['there is no such kind of facility', 'write one that other rows have'],
  'service.unknown': ['there is no such service', 'write only services that other rows have'],
  'hours.unreadable': ['these are no hours', 'write 09-15, or 24'],
  'phone.unreadable': NUMBER,
  'number.twice': ['another worker has this number', 'each needs a number of her own'],
  'union.elsewhere': ['the union lies in another upazila', 'its code begins with that of the upazila'],
  'contact.notFound': NOBODY,
  'supervisor.missing': ['nobody is named who supervises her', 'write the code of a supervisor'],
  'supervisor.notFound': NOBODY,
  'cover.notFound': NOBODY,
  'successor.notFound': NOBODY,
}

/** The words for a rule; one that nobody has put into words yet is at least named. */
export function sayRule(rule: string): Said {
  const [family = '', problem = ''] = rule.split('.')
  if (family === 'number' && problem !== 'twice') return NUMBER
  return SAID[rule] ?? [`this cannot be read (${rule})`, 'compare with the lines beside it']
}
