import phrases from '../../knowledge/adherence/as-needed.json' with { type: 'json' };
import { buildAsNeededPhrases } from '../../knowledge/adherence/index.ts';
import { type AsNeededBasis, asNeeded } from '../../methods/adherence/index.ts';
import { type ColumnNames, DEFAULT_COLUMNS, parseColumns, type Role } from './csv-columns.ts';
import type { MissingSupply } from './missing-supply.ts';
import { type Plan, standsAlone, startColumn } from './plan.ts';
import type { RowNotes, RowRules } from './row-rules.ts';
import { needsCategory, type RunOptions } from './run-options.ts';
import { readUsualDoses } from './small-table.ts';

const PHRASES = buildAsNeededPhrases(phrases);

/** A drug taken as needed by a row's own flag (`1`, `true`, `yes` or their opposites) or by its directions. */
function isAsNeeded(flag: string, directions: string): AsNeededBasis | null {
  const said = /^(1|true|t|yes|y)$/i.test(flag) ? true : /^(0|false|f|no|n)$/i.test(flag) ? false : undefined;
  if (said === false) return null;
  return asNeeded({ flag: said, directions }, PHRASES);
}

/** The columns a run reads, by the file's names for them. */
export function columnsOf(options: RunOptions, missing: MissingSupply): ColumnNames {
  const names = options.columns ? parseColumns(options.columns) : DEFAULT_COLUMNS;
  return {
    ...names,
    quantity: needsQuantity(options, missing) ? names.quantity || 'quantity' : '',
    follow_up_start: startColumn(options.followUpStart) ?? '',
    window_start: startColumn(options.windowStart) ?? '',
  };
}

function needsQuantity(options: RunOptions, missing: MissingSupply): boolean {
  return missing.byDose || missing.byUsualDose || options.prescribed !== undefined;
}

export function rowRules(plan: Plan, options: RunOptions, missing: MissingSupply, notes: RowNotes): RowRules {
  const alone = standsAlone(plan);
  const columns = columnsOf(options, missing);
  const given: readonly Role[] = ['follow_up_start', 'window_start'];
  const estimates = missing.byDose || missing.byUsualDose || missing.byWaitingTime || missing.days !== null;
  const byAmount = needsQuantity(options, missing);
  const required: Role[] = ['patient_id', 'date', ...given.filter((role) => columns[role] !== '')];
  if (!estimates && missing.otherwise === 'refuse' && alone !== 'pmn' && options.prescribed === undefined) {
    required.push('days_supplied');
  }
  if (byAmount) required.push('quantity');
  return {
    doseRequired: options.considerDoseChange ?? false,
    required,
    supplyMayBeMissing: alone === 'pmn' || missing.otherwise === 'bounds' || options.prescribed !== undefined,
    fallback: estimates
      ? {
          byDose: missing.byDose,
          usualDose: missing.byUsualDose && options.usualDose ? readUsualDoses(options.usualDose) : new Map(),
          waitingTime: new Map(),
          days: missing.days,
        }
      : null,
    wants: {
      category: needsCategory(plan, options) || alone !== null || estimates || options.prescribed !== undefined,
      dose: (options.considerDoseChange ?? false) || options.groups !== undefined || missing.byDose,
      extra: byAmount || required.some((role) => given.includes(role)),
    },
    asNeeded: isAsNeeded,
    notes,
  };
}
