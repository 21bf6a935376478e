import type { ExplainTexts } from '../explain-texts.ts';

export const explain = (): ExplainTexts => ({
  rows: ({ details, read, counted }) =>
    counted === null
      ? `${details}: some of ${read} rows were taken`
      : `${details}: ${counted} of ${read} rows were taken`,
  rowOfDetails: (row) => `row ${row}`,
  moreRows: (count) => (count === 1 ? 'and 1 more row' : `and ${count} more rows`),
  groups: {
    heading: 'Groups',
    amounts: 'Amounts',
    decisions: 'Decisions of the superior',
    counted: ({ counted, members, group }) =>
      `${counted} of ${members} members counted${group === '' ? '' : ` in ${group}`}`,
    waits: 'undecided: it hangs on a tie in the group that has not been decided',
    limitOutcomes: {
      kept: ({ from, rank, capacity }) => `keeps ${from}: rank ${rank}, room for ${capacity}`,
      moved: ({ from, to, rank, capacity }) =>
        `proposed down from ${from} to ${to ?? ''}: rank ${rank}, room for ${capacity}`,
      tie_refused: ({ from, rank, capacity }) =>
        `${from} undecided: equal to others at the edge (rank ${rank}, room for ${capacity})`,
      tie_awaited: ({ from, rank, capacity }) =>
        `${from} undecided: waiting for another decision (rank ${rank}, room for ${capacity})`,
    },
    noRule: 'concerned by no limit',
    proposalOnly: 'A limit gives a proposal; the rating official decides.',
    payments: {
      funded: () => 'paid in full from the budget',
      unfunded: (due) => `not paid, since the budget does not reach (due: ${due})`,
      prorated: (due) => `paid in proportion, of ${due}`,
      undecided: (due) => `undecided at the edge of the budget (due: ${due})`,
    },
    base: 'base',
    deduction: ({ name, amount, rest }) => `deduction ${name}: ${amount}, leaves ${rest}`,
    proposal: 'proposal',
    decision: 'decision',
    noDecision: 'no other decision, so the proposal stands',
    reason: 'reason',
  },
  heading: (subject, key, period) => `${subject} ${key}, ${period}`,
  basis: 'Legal basis',
  notAssessed: 'Not assessed: there is no indicator that could be assessed.',
  award: 'Award',
  awardStates: {
    placed: (name) => name,
    none: (name) => `${name} (placed in no tier)`,
    not_eligible: (name) => `${name} (not eligible)`,
    not_assessed: 'none, since nothing was assessed',
    undecided: 'undecided: equal to others at the edge of the quota, people must decide',
  },
  beforeLimits: 'Quotas are not applied: one row alone was scored.',
  eligible: (holds) => (holds ? 'Eligible: yes' : 'Eligible: no'),
  tierOutcomes: {
    placed: (tier) => `${tier}: given`,
    condition_false: (tier) => `${tier}: no, its condition does not hold`,
    quota_full: (tier) => `${tier}: no, its condition holds but there was no room`,
    tie_excluded: (tier) => `${tier}: no, equal to others at the edge of the quota, so that none of them got in`,
    tie_refused: (tier) => `${tier}: undecided, equal to others at the edge of the quota`,
    tie_awaited: (tier) => `${tier}: undecided, it hangs on a tie in a better tier`,
  },
  quota: ({ rank, capacity, group }) => `rank ${rank}, room for ${capacity}${group === '' ? '' : ` in ${group}`}`,
  order: 'ranked by',
  lastAdmitted: (key) => `last to get in: ${key}`,
  grants: 'Granted',
  scores: 'Scores',
  values: 'Values',
  ratings: 'Ratings',
  tables: 'Tables',
  indicators: 'Indicators',
  member: ({ name, value, weight, share }) => `${name}: ${value}, weight ${weight} (share ${share})`,
  membersLeftOut: (names) => `do not count: ${names.join(', ')}`,
  band: (name, interval) => `band ${name}: ${interval}`,
  noBand: 'no band, since there is no value',
  row: (number) => `row ${number} matches`,
  noRow: 'no row matches, so that otherwise decides',
  rowMissing: 'no row, since a column has no value',
  indicatorStates: {
    scored: 'scored',
    not_applicable: 'does not apply',
    excluded: 'no actual, so it is left out',
    zero_scored: 'no actual, so the achievement is 0',
    carried: 'missing, so the newest actual of an earlier period is used',
  },
  parts: {
    applies: 'applies if',
    formula: 'formula',
    actual: 'actual',
    target: 'target',
    achievement: 'achievement',
    score: 'score',
    weight: 'weight',
    all: 'all of these',
    any: 'one of these',
    not: 'not this',
  },
  carriedFrom: (period) => `no actual of its own, so that of ${period} is used`,
  takenTogether: (method) => `of several rows: ${method}`,
  earlier: 'Read from earlier periods',
  noRowThere: 'no row',
  rowsTogether: 'Rows taken together',
  stretch: (period, from, to, days) => `${period}, ${from} to ${to} (${days} days)`,
  planRow: (no) => (no === null ? 'from the work plan' : `row ${no} of the work plan`),
  planSegment: ({ from, to, days, target }) => `${from} to ${to} (${days} days): target ${target}`,
  planAchieved: (achievement) => `, achievement ${achievement}`,
  clamped: (interval) => `limited to ${interval}`,
  withinClamp: (interval) => `within ${interval} already`,
  rounded: (digits, mode) =>
    digits === 0
      ? `rounded to a whole number (${mode})`
      : `rounded to ${digits} ${digits === 1 ? 'digit' : 'digits'} (${mode})`,
  roundedToStep: (step, mode) => `rounded to multiples of ${step} (${mode})`,
  notRounded: 'not rounded',
  share: (weight, share) => `${weight}, ${share} of the weights that count`,
  exactly: (exact) => `exactly ${exact}`,
  absent: {
    missing: 'missing',
    not_applicable: 'not applicable',
    error: 'cannot be computed',
    masked: '(hidden)',
    unused: '(not needed)',
  },
  reasons: {
    placed: (tier) => `meets the condition of ${tier}`,
    placedByRank: (tier, rank, capacity) => `meets the condition of ${tier}, rank ${rank} with room for ${capacity}`,
    none: 'placed in no tier',
    notEligible: 'not eligible for awards',
    notAssessed: 'not assessed: there is no indicator that could be assessed',
    conditionFalse: (tier) => `${tier}: condition does not hold`,
    quotaFull: (tier, rank, capacity) => `${tier}: no room (rank ${rank} with room for ${capacity})`,
    tieExcluded: (tier, rank, capacity) =>
      `${tier}: equal to others at the edge of the quota, none of them got in (rank ${rank} with room for ${capacity})`,
    tieRefused: (tier, rank, capacity) =>
      `${tier}: equal to others at the edge of the quota (rank ${rank} with room for ${capacity}), people must decide`,
    tieAwaited: (tier, rank, capacity) =>
      `${tier}: undecided, waiting for the decision of a tie in a better tier (rank ${rank}, room for ${capacity})`,
  },
  sentence: {
    rated: ({ rating, band, of, value, interval }) =>
      `${rating} is ${band} since ${of}, ${value}, lies within ${interval}`,
    unrated: (rating) => `there is no ${rating} since its value is missing`,
    award: (name, reason) => `award ${name}: ${reason}`,
  },
});
