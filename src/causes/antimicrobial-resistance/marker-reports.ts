/** Resistance markers of germs that stand among the observations (pfcrt of a malaria parasite), as isolates. */
import type { Culture, Observation } from '../../domain/record.ts';
import { type Germs, holdsPhrase, type Marker, plainName } from '../../knowledge/germs/index.ts';
import type { CauseContext } from '../contract.ts';

const holdsAny = (text: string, words: readonly string[]): boolean =>
  words.some((each) => holdsPhrase(text, plainName(each)));

// What was found tells; a form named in the title only says what was looked for.
function categoryOf(observation: Observation, marker: Marker): 'S' | 'R' | null {
  const answers = [observation.coded?.text, ...(observation.coded?.codings ?? []).map(({ display }) => display)];
  const said = plainName(answers.filter((each) => each != null).join(' '));
  // "No mutation" is no mutation.
  const denied = marker.wildWords.map(plainName).filter((words) => words.includes(' '));
  const rest = denied.reduce((text, words) => text.replace(words, ' '), said);
  const isMutant = holdsAny(plainName(rest), marker.mutantWords);
  const isWild = holdsAny(said, marker.wildWords);
  // Both forms in one sample: a mixed infection holds the resistant one.
  if (isMutant) return 'R';
  return isWild ? 'S' : null;
}

/** One isolate per report of a marker that names its gene and the form found; others are not touched. */
export function markerReports({ record, knowledge: { germs } }: CauseContext): Culture[] {
  return record.observations.flatMap((observation) => {
    const title = plainName(
      [observation.what.text, ...observation.what.codings.map(({ display }) => display ?? '')].join(' '),
    );
    const marker = germs.rows.markers.find((row) => holdsPhrase(title, row.gene));
    const category = marker ? categoryOf(observation, marker) : null;
    const at = observation.at ?? observation.issued;
    return marker && category && at ? [isolateBy(marker, category, { observation, at, germs })] : [];
  });
}

function isolateBy(
  marker: Marker,
  category: 'S' | 'R',
  { observation, at, germs }: { observation: Observation; at: NonNullable<Observation['at']>; germs: Germs },
): Culture {
  return {
    id: observation.id,
    collected: at,
    reported: null,
    specimen: null,
    organism: { text: germs.taxon(marker.taxon)?.name ?? marker.taxon, codings: [] },
    growth: true,
    screening: null,
    results: [
      {
        id: observation.id,
        agent: { text: marker.agent, codings: [] },
        category,
        mic: null,
        zoneMm: null,
        method: null,
        guideline: null,
      },
    ],
    notes: [],
  };
}
