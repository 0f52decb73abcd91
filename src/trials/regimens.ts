/** Trials for one purpose that overlap form a regimen. */
import { type Trial, trialEnd } from '../domain/trial.ts';

/** What ties trials together: the condition, else the recorded words of the indication. */
export function purposeOf(trial: Pick<Trial, 'indication'>): string | null {
  const indication = trial.indication;
  if (!indication) return null;
  return indication.condition ?? (indication.text === '' ? null : indication.text.toLowerCase());
}

/** The same trials with `regimen` set where two or more for one purpose overlap; ids are `patient/purpose/n`. */
export function withRegimens(trials: readonly Trial[], patientId: string, asOfDay: number): Trial[] {
  const regimen = new Map<string, string>();
  const purposes = new Map<string, Trial[]>();
  for (const trial of trials) {
    const purpose = purposeOf(trial);
    if (purpose !== null) purposes.set(purpose, [...(purposes.get(purpose) ?? []), trial]);
  }
  for (const [purpose, group] of purposes) {
    let members: Trial[] = [];
    let until = Number.NEGATIVE_INFINITY;
    let count = 0;
    const close = (): void => {
      if (members.length > 1) {
        count += 1;
        for (const member of members) regimen.set(member.id, `${patientId}/${purpose}/${count}`);
      }
      members = [];
    };
    for (const trial of [...group].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))) {
      if (trial.start >= until) close();
      members.push(trial);
      until = Math.max(members.length === 1 ? Number.NEGATIVE_INFINITY : until, trialEnd(trial, asOfDay));
    }
    close();
  }
  return trials.map((trial) => ({ ...trial, regimen: regimen.get(trial.id) ?? null }));
}
