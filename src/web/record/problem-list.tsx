import type { Problem } from '../../domain/problem.ts';
import { filled, useWords } from '../words.ts';

/** What could not be read: where, what, and what helps. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const words = useWords().record;
  return (
    <details class="problems">
      <summary>{filled(words.problems, { count: problems.length })}</summary>
      <ul>
        {problems.map((problem, place) => (
          <li key={place}>
            <code>{problem.where}</code>: {problem.what}. <span class="quiet">{problem.help}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
