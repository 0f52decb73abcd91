import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { type CauseTerm, type Certainty, weaker } from '../../domain/terms.ts';
import { isoDay } from '../../domain/time.ts';
import type { LossClass } from '../../knowledge/loss-of-effect/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { CauseContext, FirstPass } from '../contract.ts';
import { givenDoses } from './dose-over-time.ts';
import { type FastLoss, fastLoss } from './fast-loss.ts';
import { otherReasons } from './other-reasons.ts';
import { productChange } from './product-change.ts';
import { heldByMoreDose, type SlowLoss, slowLoss } from './slow-loss.ts';

/** The row of the drug's class; one known only for continuous exposure is silent where an interval is kept. */
function classFor(context: CauseContext): LossClass | null {
  const { trial, record, knowledge } = context;
  const row = knowledge.lossOfEffect.classOf({
    name: trial.ingredient.name,
    atc: trial.atc,
    classes: knowledge.drugs.facts(trial.ingredient.id)?.classes ?? [],
    route: trial.route,
  });
  if (row?.pattern !== 'continuous') return row;
  const own = new Set(trial.orders);
  const directions = record.orders
    .filter((order) => own.has(order.id))
    .flatMap((order) => [...order.notes, ...order.directions.flatMap((each) => [each.text ?? '', each.timing ?? ''])]);
  const keepsInterval = trial.asNeeded || knowledge.phrases.read('drug-free-interval', directions) !== null;
  return keepsInterval ? null : row;
}

const percent = (share: number): number => Math.round(share * 100);
const times = (ratio: number): number => Math.round(ratio * 100) / 100;

type Parts = Pick<Finding, 'checked' | 'facts' | 'sources' | 'basis'>;

const partsOf = (row: LossClass | null): Parts => ({
  basis: 'measured',
  checked: row === null || row.checked === 'yes',
  facts: row ? [row.id] : [],
  sources: row ? sourceIds(row.source) : ['rxwhy-loss-rules'],
});

const wordsOf = (row: LossClass | null) => ({
  class: row?.name ?? '',
  note: row?.note ?? '',
  plainNote: row?.plain ?? '',
});

function fromFastLoss(loss: FastLoss, row: LossClass | null): Finding[] {
  const isListed = row !== null && row.kind === 'tachyphylaxis';
  const shared = {
    ...partsOf(isListed ? row : null),
    term: 'tachyphylaxis' as const,
    values: {
      ...wordsOf(row),
      lost: percent(loss.lostShare),
      day: isoDay(loss.lost.day),
      days: loss.days,
      doses: loss.doses === null ? null : Math.round(loss.doses),
    },
    records: loss.records,
  };
  if (loss.raised === 'restored' || loss.interval === 'not-restored')
    return [opposes({ ...shared, code: 'not-as-tachyphylaxis', certainty: 'unlikely' })];
  const isProven = loss.raised === 'not-restored' && loss.interval === 'restored';
  // Without a class known for it, a fast loss may be chance: the whole pattern is asked for.
  if (!isListed)
    return isProven ? [supports({ ...shared, code: 'fast-loss-unlisted-class', certainty: 'possible' })] : [];
  const certainty: Certainty = row.strength === 'disputed' ? 'possible' : 'probable';
  const check = loss.interval === null ? 'effect-after-an-interval' : null;
  if (loss.interval === 'restored') return [supports({ ...shared, code: 'fast-loss-back-after-interval', certainty })];
  if (loss.raised === 'not-restored')
    return [supports({ ...shared, code: 'fast-loss-at-more-dose', certainty, check })];
  return [supports({ ...shared, code: 'fast-loss', certainty, check })];
}

function fromSlowLoss(loss: SlowLoss, row: LossClass | null, beside: readonly CauseTerm[]): Finding[] {
  const shared = {
    ...partsOf(row),
    term: 'tolerance' as const,
    values: {
      ...wordsOf(row),
      days: loss.days,
      from: isoDay(loss.fromDay),
      to: isoDay(loss.toDay),
      dose: loss.ratio === null ? null : times(loss.ratio),
      beside: beside.join(', '),
    },
    records: loss.records,
  };
  if (row === null)
    return loss.isRaised
      ? [supports({ ...shared, code: 'faded-at-more-dose-unlisted-class', certainty: 'possible' })]
      : [];
  // A dose that cannot be compared may have been lowered.
  const certainty: Certainty = row.strength === 'disputed' || loss.ratio === null ? 'possible' : 'probable';
  if (beside.length > 0) return [supports({ ...shared, code: 'faded-or-progressed', certainty: 'possible' })];
  if (row.worseAtMoreDose !== '' && loss.isWorseAtMoreDose)
    return [supports({ ...shared, code: 'faded-or-hyperalgesia', certainty: 'possible' })];
  if (loss.isRaised) return [supports({ ...shared, code: 'faded-at-more-dose', certainty })];
  if (loss.ratio === null) return [supports({ ...shared, code: 'faded-dose-not-comparable', certainty })];
  return [supports({ ...shared, code: 'faded', certainty })];
}

/** A response that only a rising dose holds is a risk where the class is well known for tolerance. */
function fromHeldEffect({ trial, course, record, knowledge }: CauseContext, row: LossClass | null): Finding[] {
  if (row === null || row.kind === 'other' || row.strength === 'disputed') return [];
  const held = heldByMoreDose(givenDoses(trial, record), course, knowledge.lossOfEffect.rules);
  if (!held) return [];
  return [
    supports({
      ...partsOf(row),
      term: 'tolerance',
      code: 'held-at-more-dose',
      certainty: 'possible',
      values: {
        ...wordsOf(row),
        days: held.days,
        from: isoDay(held.fromDay),
        to: isoDay(held.toDay),
        dose: times(held.ratio ?? 1),
      },
      records: held.records,
    }),
  ];
}

/**
 * Names the loss of effect last: after exposure, progression and antibodies have been weighed.
 *
 * A loss that another supported cause explains is not called tolerance; where the class's row says that the two cannot
 * be told apart, both are given at `possible`. Unknown taking holds it at `possible`.
 */
export function conclude(context: CauseContext, first: FirstPass): Finding[] {
  const { trial, course, record, knowledge } = context;
  const { rules } = knowledge.lossOfEffect;
  const taken = first.gates.find((gate) => gate.gate === 'taken')?.answer ?? 'unknown';
  if (course.challenge === 'returned-to-goal') return [];
  const row = classFor(context);
  if (course.term === 'responding') return fromHeldEffect(context, row);
  const given = givenDoses(trial, record);
  const fast = fastLoss(given, course, rules);
  const slow = slowLoss(given, course, rules);
  if (row?.kind === 'other') {
    const says = { ...partsOf(row), term: 'tolerance' as const, certainty: 'unlikely' as const };
    const values = { ...wordsOf(row), name: row.otherName };
    return fast || slow ? [opposes({ ...says, code: 'has-another-name', basis: 'inferred', values })] : [];
  }
  // A class known to fade over months does not do so in days.
  const isSlowClass = row !== null && row.onsetLowDays > rules.tachyphylaxisDays;
  const named = fast && !isSlowClass ? fromFastLoss(fast, row) : [];
  const reasons = otherReasons(first.findings);
  const beside = reasons.filter((term) => row?.competes.includes(term));
  const isNamedFast = named.some((finding) => finding.bearing === 'supports');
  const findings = isNamedFast || !slow ? named : [...named, ...fromSlowLoss(slow, row, beside)];
  const other = reasons.filter((term) => !beside.includes(term));
  const from = fast && isNamedFast ? fast.first.day : (slow?.fromDay ?? null);
  const change = from === null ? null : productChange(trial, record, from, course.lost?.day ?? course.window.to);
  return findings.flatMap((finding) => {
    if (finding.bearing !== 'supports') return finding;
    if (other.length > 0)
      return opposes({
        ...finding,
        code: 'another-reason',
        certainty: 'unlikely',
        check: null,
        values: { ...finding.values, reasons: other.join(', ') },
      });
    if (change !== null)
      return opposes({
        ...finding,
        code: 'product-changed',
        certainty: 'unlikely',
        check: null,
        values: { ...finding.values, before: change.before, after: change.after, day: isoDay(change.day) },
        records: [...finding.records, change.record],
      });
    if (taken === 'no') return [];
    return taken === 'yes' ? finding : { ...finding, certainty: weaker(finding.certainty, 'possible') };
  });
}
