/** The share of doses a note says were taken, where it tells how often: "about four days a week", "skips every other dose". */

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  'a third': 1 / 3,
  'one third': 1 / 3,
  'two thirds': 2 / 3,
  'a quarter': 1 / 4,
  'three quarters': 3 / 4,
};
const DAYS_IN: Readonly<Record<string, number>> = { week: 7, wk: 7, weekly: 7, fortnight: 14, month: 30 };
const WEEKDAYS_SHARE = 5 / 7;

const oneOf = (...words: readonly string[]): string => `(?:${words.join('|')})`;

/** Words that may stand between the verb and the number and say nothing about how often. */
const FILLER = oneOf(
  ...'it them this these the an his her their my its of on at in for to take taken use taking any'.split(' '),
  ...'about around roughly approximately approx maybe perhaps probably possibly only just some between'.split(' '),
  ...'up really actually usually generally mostly typically normally average nearly almost'.split(' '),
  ...'dose doses medicine medicines medication meds drug'.split(' '),
  ...[
    'at least',
    'at most',
    'no more than',
    'less than',
    'fewer than',
    '(?:tablet|pill|capsule|drop|injection|inhaler)s?',
  ],
  '(?:a|one|two|\\d) (?:tablet|pill|capsule|drop|puff)s?',
);
const GAP = `(?:\\s+${FILLER})*\\s+`;
const NUMBER = oneOf('\\d{1,2}', ...NUMBERS, 'a couple(?: of)?', 'a', 'once', 'twice');
const COUNT = `(?<from>${NUMBER})(?:\\s*(?:-|–|to|or)\\s*(?<to>${NUMBER}))?`;
const UNIT = '(?<unit>days?|times?|x|nights?|mornings?|evenings?|doses?|tablets?|pills?|capsules?|injections?)';
const WHOLE = '(?:(?:the|all|his|her|their|my|prescribed) )*';
const SHARED = '(?:time|doses|days|tablets|pills|capsules|injections)\\b';
const PER_PERIOD =
  '(?:\\s*(?:a|per|each|every|in a|of the|out of the|/)\\s*|\\s+(?=weekly))(?<period>weekly|week|wk|fortnight|month)\\b';

const TAKES = oneOf(
  ...'takes taking took uses using gets manages managing remembers remembering'.split(' '),
  '(?<!\\bbe )(?:taken|used(?! to\\b))',
  '(?:i|he|she|they|we|only|does|do|did) (?:take|use|manage|remember)',
);
const MISSES = oneOf(
  ...'miss misses missed missing skip skips skipped skipping forget forgets forgot forgotten forgetting'.split(' '),
  ...['omits?', 'omitted', 'leaves out', 'left out', 'fails to take', 'not taken', 'not taking', 'goes without'],
);
const VERB = `(?<![\\w'’-])(?:(?<misses>${MISSES})|${TAKES})`;

interface Told {
  groups: Readonly<Record<string, string | undefined>>;
  /** intakes the order asks for per day */
  asked: number | null;
}

const numberOf = (word: string): number => {
  if (word === 'once' || word === 'a') return 1;
  if (word === 'twice' || word.startsWith('a couple')) return 2;
  const place = NUMBERS.indexOf(word);
  return place === -1 ? Number(word) : place + 1;
};

/** The number told, the middle of a range: "once or twice", "3-4", "a day or two". */
function countOf({ groups: { from = '', to, more } }: Told): number {
  const last = to === undefined ? numberOf(from) + (more === undefined ? 0 : 1) : numberOf(to);
  return (numberOf(from) + last) / 2;
}

/** Days, or intakes, of a week or month as a share of what the order asks for in it. */
function perPeriod(told: Told): number | null {
  const { unit = '', period = '' } = told.groups;
  if (told.asked === null) return null;
  const isDays = /^(?:day|night|morning|evening)/.test(unit);
  return countOf(told) / ((DAYS_IN[period] ?? Number.NaN) * (isDays ? Math.min(1, told.asked) : told.asked));
}

/** "Every other day": one day in two; a drug asked for once a week, every other week, is half of it. */
function rhythm({ groups: { every = '', span = '' }, asked }: Told): number | null {
  const days = (every === 'third' ? 3 : 2) * (DAYS_IN[span] ?? 1);
  return asked === null ? null : 1 / days / Math.min(asked, 1 / (DAYS_IN[span] ?? 1));
}

const ofDays =
  (share: number) =>
  ({ asked }: Told): number | null =>
    asked === null || asked < 1 ? null : share;

/** Each way to say how often, with the share it gives of what the verb says: taken or missed. */
const WAYS: readonly (readonly [RegExp, (told: Told) => number | null])[] = (
  [
    [
      `${GAP}(?:every|each) (?<every>other|second|third) (?:dose|tablet|pill|capsule|injection|one)\\b`,
      ({ groups: { every } }) => 1 / (every === 'third' ? 3 : 2),
    ],
    [`${GAP}(?:every|each) (?<every>other|second|third) (?:(?<span>week)|day|night|morning|evening)\\b`, rhythm],
    [`${GAP}(?:on )?alternate (?:(?<span>week)|day|night)s?\\b`, rhythm],
    [
      `${GAP}${COUNT}\\s*(?:out )?(?:of|in)\\s*(?:every |the |her |his |their )?(?<all>${NUMBER})\\s*(?:${UNIT}|weeks)\\b`,
      (told) => countOf(told) / numberOf(told.groups.all ?? ''),
    ],
    [
      `${GAP}${COUNT}\\s*(?:${UNIT}|weeks?)\\s*(?:out of|in|of)\\s*(?:every )?(?<all>${NUMBER})(?=[.,;!)]|$)`,
      (told) => countOf(told) / numberOf(told.groups.all ?? ''),
    ],
    [`${GAP}${COUNT}\\s*${UNIT}?(?<more> or two)?(?: or so)?${PER_PERIOD}`, perPeriod],
    [
      `${GAP}(?<part>${Object.keys(FRACTIONS).join('|')}) (?:of )?${WHOLE}${SHARED}`,
      ({ groups: { part = '' } }) => FRACTIONS[part] ?? null,
    ],
    [
      `${GAP}(?<percent>\\d{1,3})\\s*(?:%|percent|per cent) of ${WHOLE}${SHARED}`,
      ({ groups }) => Number(groups.percent) / 100,
    ],
    [`[^.;]*?\\b(?:not|except|apart from|never) (?:on |at |for |over )?(?:the )?weekends?\\b`, ofDays(WEEKDAYS_SHARE)],
    [`${GAP}(?:weekdays|working days|work days|monday to friday)\\b(?! and\\b)`, ofDays(WEEKDAYS_SHARE)],
    [`${GAP}(?:over )?(?:every )?weekends?\\b(?! (?:and|too|also|as well)\\b)`, ofDays(1 - WEEKDAYS_SHARE)],
  ] as const satisfies readonly (readonly [string, (told: Told) => number | null])[]
).map(([pattern, share]) => [new RegExp(VERB + pattern), share] as const);

/** A number alone in its clause: "takes it irregularly, about four days a week". */
const ALONE = new RegExp(
  `^(?!\\s*(?:take|taken|taking|use)\\b)(?:\\s*${FILLER})*\\s*${COUNT}\\s*${UNIT}(?: or so)?${PER_PERIOD}\\s*$`,
);
const OF_TAKING = /\b(?:tak\w+|took|us(?:es|ed|ing)|adheren\w+|complian\w+)\b/;

const NEGATED = /\b(?:not|never|no|nor|without|cannot|deni\w+|deny\w*|stop\w*|avoid\w*)\b|n['’]t\b/;
/** What was advised, planned or so in other times is not how the drug is taken. */
const UNREAL =
  /\b(?:should|advi[sc]e\w*|told|asked|instructed|recommend\w*|encouraged|directed|prescribed|supposed|meant|may|might|could|would|will|if|unless|used to|previously|formerly|initially|plan\w*|agreed|wants?|risk|target|goal)\b/;
const OVER = /\b(?:before|until|till|in the past|now|since then|ago|last year)\b/;
const KIN =
  /\b(?:wife|husband|mother|father|mum|mom|dad|brother|sister|son|daughter|friend|partner|neighbou?r|spouse|cousin)\b/g;
const SPEAKS = /\b(?:he|she|they|i|we|patient|pt|that|says|said|reports|states|thinks)\b/g;

const lastAt = (text: string, words: RegExp): number => [...text.matchAll(words)].at(-1)?.index ?? -1;

/** True where the words of the clause before the verb leave the sentence standing, and about this person. */
function isOwnAccount(before: string, after: string, byRelative: boolean): boolean {
  const clause = before.split(/[,:(]|\s[-–—]\s|\b(?:but|and|although|though|because)\b/).at(-1) ?? '';
  if (NEGATED.test(clause) || UNREAL.test(clause) || OVER.test(after)) return false;
  return byRelative || lastAt(clause, KIN) <= lastAt(clause, SPEAKS);
}

export interface ShareContext {
  /** intakes the order asks for per day; null where it does not say */
  asked: number | null;
  /** names of the drug, which may stand for "it" */
  names: readonly string[];
  /** the words are a relative's, who may speak of "my son" */
  byRelative: boolean;
}

/**
 * The share of the intakes asked for that a note says were taken, from 0 to below 1; null where it gives no number, says
 * that all were taken, or speaks of advice, of earlier times or of someone else.
 *
 * @example statedShareIn('Takes it about four days a week.', { asked: 1, names: [], byRelative: false }) //=> 4 / 7
 * @example statedShareIn('Take four days a week', { asked: 1, names: [], byRelative: false }) //=> null
 */
export function statedShareIn(note: string, { asked, names, byRelative }: ShareContext): number | null {
  const text = names.reduce(
    (all, name) => (/^[a-z-]{4,}$/.test(name) ? all.replaceAll(name, 'it') : all),
    note.toLowerCase(),
  );
  for (const sentence of text.split(/[.;!?\n]+(?:\s|$)/)) {
    for (const [pattern, shareOf] of WAYS) {
      const match = pattern.exec(sentence);
      if (match === null) continue;
      const after = sentence.slice(match.index + match[0].length);
      if (!isOwnAccount(sentence.slice(0, match.index), after, byRelative)) continue;
      const groups = match.groups ?? {};
      const share = usable(shareOf({ groups, asked }), groups.misses !== undefined);
      if (share !== null) return share;
    }
    const clauses = sentence.split(/[,()]|\s[-–—]\s/);
    for (const [place, clause] of clauses.entries()) {
      const groups = ALONE.exec(clause)?.groups;
      const lead = clauses.slice(0, place).join(',');
      if (groups === undefined || UNREAL.test(lead)) continue;
      const isAboutTaking = lead === '' ? text.trim().replace(/[.!]$/, '') === clause.trim() : OF_TAKING.test(lead);
      const share = isAboutTaking ? usable(perPeriod({ groups, asked }), false) : null;
      if (share !== null) return share;
    }
  }
  return null;
}

function usable(share: number | null, isMissed: boolean): number | null {
  if (share === null || !(share >= 0 && share <= 1)) return null;
  const taken = isMissed ? 1 - share : share;
  return taken < 1 ? taken : null;
}
