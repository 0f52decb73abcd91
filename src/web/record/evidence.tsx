/** Causes with what speaks for and against them, their sources, and the raw rows one click away. */
import { useState } from 'preact/hooks';
import type { CauseEntry, Evidence } from '../../domain/assessment.ts';
import type { Source } from '../../knowledge/pack.ts';
import { core } from '../core-client.ts';
import { hrefOf } from '../routes.ts';
import { useWords } from '../words.ts';
import { RawRecord } from './lanes.tsx';
import { useNameOf } from './names.ts';

const SIGN: Readonly<Record<Evidence['bearing'], string>> = { supports: '+', opposes: '−', missing: '?' };

export function CauseList({ causes }: { causes: readonly CauseEntry[] }) {
  const nameOf = useNameOf();
  return (
    <ol class="causes">
      {causes.map((cause) => (
        <li key={cause.term}>
          <h3>
            <a href={hrefOf('terms', cause.term)}>{nameOf(cause.term)}</a>{' '}
            <span class={`badge ${cause.certainty}`}>{cause.certainty}</span>
            {cause.share === null ? null : <small> {Math.round(cause.share * 100)}%</small>}
          </h3>
          <EvidenceList evidence={cause.evidence} />
        </li>
      ))}
    </ol>
  );
}

export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const words = useWords().record;
  return (
    <ul class="evidence">
      {evidence.map((reason, place) => (
        <li key={place} class={reason.bearing}>
          <span class="sign" aria-hidden="true">
            {SIGN[reason.bearing]}
          </span>
          <span class="sr">{words[reason.bearing]}: </span>
          {reason.text} <span class="badge">{reason.basis}</span>
          {reason.basis === 'assumed' ? <span class="badge assumed">{words.assumed}</span> : null}
          {reason.checked ? null : <span class="badge">{words.unchecked}</span>}
          {reason.sources.length === 0 ? null : <Sources ids={reason.sources} />}
          {reason.records.map((record) => (
            <RawRecord key={record} record={record} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function Sources({ ids }: { ids: readonly string[] }) {
  const words = useWords().record;
  const [found, setFound] = useState<readonly Source[] | null>(null);
  const load = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open && found === null)
      void core('sources', [...ids]).then(setFound);
  };
  return (
    <details class="raw" onToggle={load}>
      <summary>
        {words.sources}: {ids.join(', ')}
      </summary>
      <ul>
        {(found ?? []).map((source) => (
          <li key={source.id}>
            <SourceLine source={source} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One entry of the bibliography; its links are text, for nothing here leaves the page by itself. */
export function SourceLine({ source }: { source: Source }) {
  const where = [source.doi ? `doi:${source.doi}` : '', source.pmid ? `PMID ${source.pmid}` : '', source.url ?? ''];
  return (
    <>
      {source.title}
      {source.year === null ? '' : ` (${source.year})`}. {where.filter((part) => part !== '').join(', ')}{' '}
      <span class="quiet">[{source.id}]</span>
    </>
  );
}
