/** Progress of a run on stderr: the step, the people judged, the rate, and the time it will still take. */
import type { CohortProgress } from '../../cohort/index.ts';

/** Speaks only to a terminal. */
export function cohortProgress(): CohortProgress {
  const isTerminal = process.stderr.isTTY === true;
  const say = (text: string): void => {
    if (isTerminal) process.stderr.write(`\r\u001b[K${text}`);
  };
  let buckets = 0;
  let before = 0;
  let finished = 0;
  let people = 0;
  let begun = 0;
  return {
    clustering: () => say('dealing rows into buckets'),
    judging(total, done) {
      [buckets, before, finished, begun] = [total, done, done, Date.now()];
      say(`0 of ${total - done} buckets${done > 0 ? `, ${done} finished before` : ''}`);
    },
    bucket(done) {
      finished += 1;
      people += done.people;
      const seconds = Math.max(0.001, (Date.now() - begun) / 1000);
      const perBucket = seconds / (finished - before);
      const left = Math.round(perBucket * (buckets - finished));
      say(
        `${finished} of ${buckets} buckets, ${people} people, ${Math.round(people / seconds)} a second, ${clock(left)} left`,
      );
    },
    merging: () => say(''),
  };
}

const clock = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
