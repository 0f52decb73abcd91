import type { TrialAssessment } from '../../domain/assessment.ts';
import { trialLedger } from '../../figures/index.ts';
import { Figure } from '../figure.tsx';
import { filled, useWords } from '../words.ts';

const round = (value: number | null): string =>
  value === null ? '?' : value < 0.01 ? '< 0.01' : String(Number(value.toPrecision(2)));

/** The exposure ledger: a waterfall with its intervals, and the same numbers as a table. */
export function Ledger({ trial }: { trial: TrialAssessment }) {
  const words = useWords().record;
  const { exposure } = trial;
  const { relative, low, high } = exposure;
  return (
    <>
      <p>
        {relative === null
          ? words.ledgerUnknown
          : filled(words.ledgerText, { value: round(relative), low: round(low), high: round(high) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section class="scroll" tabIndex={0} aria-label={words.ledger}>
        <Figure svg={trialLedger(trial)} />
      </section>
      <details>
        <summary>{words.table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
        <section class="scroll" tabIndex={0} aria-label={words.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.factor}</th>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.interval}</th>
                <th scope="col">{words.share}</th>
                <th scope="col">{words.basis}</th>
              </tr>
            </thead>
            <tbody>
              {exposure.factors.map((factor) => (
                <tr key={factor.factor}>
                  <th scope="row">{factor.factor}</th>
                  <td>
                    {factor.state === 'known' || factor.state === 'compensating' ? round(factor.value) : factor.state}
                  </td>
                  <td>
                    {factor.low === null && factor.high === null ? '' : `${round(factor.low)} – ${round(factor.high)}`}
                  </td>
                  <td>{factor.share === null ? '' : `${Math.round(factor.share * 100)}%`}</td>
                  <td>{factor.basis}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}
