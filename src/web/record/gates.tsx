import type { GateEntry, TrialAssessment } from '../../domain/assessment.ts';
import { useWords } from '../words.ts';

const SIGN: Readonly<Record<GateEntry['answer'], string>> = { yes: '✓', no: '✗', unknown: '?' };

const numbersOf = ({ values }: GateEntry): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(3)) : String(value)}`)
    .join(', ');

/** The questions of the fair chance as a row of marks: sign, word and answer, never colour alone. */
export function Gates({ trial }: { trial: Pick<TrialAssessment, 'gates'> }) {
  const words = useWords().record;
  return (
    <ul class="gates" aria-label={words.gates}>
      {trial.gates.map((gate) => (
        <li key={gate.gate} class={`gate ${gate.answer}`} title={numbersOf(gate)}>
          <span aria-hidden="true">{SIGN[gate.answer]}</span> {words.gateWords[gate.gate]}
          <span class="sr">: {words.answerWords[gate.answer]}</span>
        </li>
      ))}
    </ul>
  );
}
