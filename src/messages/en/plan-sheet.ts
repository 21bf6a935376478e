import type { PlanSheetTexts } from '../texts.ts';

const within = (group: string): string => (group === '' ? '' : ` with the same ${group}`);

export const planSheet = (): PlanSheetTexts => ({
  heading: (subject, key, period) => `Work plan of ${subject} ${key}, ${period}`,
  indicators: 'My indicators',
  nothing: 'No indicator applies.',
  target: 'Target',
  weight: 'Weight',
  share: (weight, share) => `${weight} (${share} of the whole)`,
  formula: 'Achievement',
  polarities: {
    maximize: 'the higher the better',
    minimize: 'the lower the better',
    stabilize: 'the nearer to the target the better',
    none: 'as its formula says',
  },
  changes: 'Changes within this period',
  change: (from, to, target) => `${from} to ${to}: ${target}`,
  revisions: {
    latest: 'what counts: the target at the end of the period',
    prorate_days: 'what counts: the targets weighted by days',
    by_segment: 'what counts: each stretch against its own target, weighted by days',
  },
  ratings: 'Ratings',
  awards: 'What gives an award',
  everyone: 'Required of everybody',
  grants: 'Granted',
  otherwise: (name) => `Otherwise: ${name}`,
  roomByCount: (count, group) => `Places: ${count}${within(group)}`,
  roomByShare: (share, group) => `Places: ${share} of the people${within(group)}`,
  columns: { no: 'No.', indicator: 'Indicator' },
  comparisons: {
    relations: {
      '=': (left, right) => `${left}: ${right}`,
      '!=': (left, right) => `${left} other than ${right}`,
      '<': (left, right) => `${left} below ${right}`,
      '<=': (left, right) => `${left} at most ${right}`,
      '>': (left, right) => `${left} above ${right}`,
      '>=': (left, right) => `${left} at least ${right}`,
    },
    among: (of, values) => `${of}: one of ${values.join(', ')}`,
    holds: (name) => `${name}: yes`,
    always: 'Nothing is required',
  },
});
