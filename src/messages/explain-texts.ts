/** Words of explanations. */
/** A step of a limit, for one record. */
export interface LimitPlace {
  readonly from: string;
  readonly to: string | null;
  readonly rank: number;
  readonly capacity: number;
}

/** Words on ranks, limits, budgets, amounts and decisions. */
export interface GroupTexts {
  readonly heading: string;
  readonly amounts: string;
  readonly decisions: string;
  /** `counted`: members that were ranked or taken in. `group` is empty where all records are one group. */
  readonly counted: (place: { counted: number; members: number; group: string }) => string;
  readonly waits: string;
  readonly limitOutcomes: Readonly<
    Record<'kept' | 'moved' | 'tie_refused' | 'tie_awaited', (step: LimitPlace) => string>
  >;
  readonly noRule: string;
  readonly proposalOnly: string;
  readonly payments: Readonly<Record<'funded' | 'unfunded' | 'prorated' | 'undecided', (due: string) => string>>;
  readonly base: string;
  readonly deduction: (step: { name: string; amount: string; rest: string }) => string;
  readonly proposal: string;
  readonly decision: string;
  readonly noDecision: string;
  readonly reason: string;
}

export interface ExplainTexts {
  /** An aggregate over details; `counted` is null where that would give away something sensitive. */
  readonly rows: (of: { details: string; read: number; counted: number | null }) => string;
  readonly rowOfDetails: (row: number) => string;
  readonly moreRows: (count: number) => string;
  readonly groups: GroupTexts;
  /** `subject`: what a record is, in the ruleset's own word, e.g. pegawai. */
  readonly heading: (subject: string, key: string, period: string) => string;
  readonly basis: string;
  readonly notAssessed: string;
  readonly award: string;
  readonly awardStates: {
    readonly placed: (name: string) => string;
    readonly none: (name: string) => string;
    readonly not_eligible: (name: string) => string;
    readonly not_assessed: string;
    readonly undecided: string;
  };
  readonly beforeLimits: string;
  readonly eligible: (holds: boolean) => string;
  readonly tierOutcomes: Readonly<
    Record<
      'placed' | 'condition_false' | 'quota_full' | 'tie_excluded' | 'tie_refused' | 'tie_awaited',
      (tier: string) => string
    >
  >;
  /** `group` is empty where all records are one group. */
  readonly quota: (place: { rank: number; capacity: number; group: string }) => string;
  readonly order: string;
  readonly lastAdmitted: (key: string) => string;
  readonly grants: string;
  readonly scores: string;
  readonly values: string;
  readonly ratings: string;
  readonly tables: string;
  readonly indicators: string;
  readonly member: (parts: { name: string; value: string; weight: string; share: string }) => string;
  readonly membersLeftOut: (names: readonly string[]) => string;
  readonly band: (name: string, interval: string) => string;
  readonly noBand: string;
  readonly row: (number: number) => string;
  /** No row matched, so that the table's `otherwise` decided. */
  readonly noRow: string;
  /** A column has no value. */
  readonly rowMissing: string;
  readonly indicatorStates: Readonly<
    Record<'scored' | 'not_applicable' | 'excluded' | 'zero_scored' | 'carried', string>
  >;
  readonly parts: Readonly<
    Record<
      'applies' | 'formula' | 'actual' | 'target' | 'achievement' | 'score' | 'weight' | 'all' | 'any' | 'not',
      string
    >
  >;
  /** Of an actual that was missing and taken from an earlier period. */
  readonly carriedFrom: (period: string) => string;
  /** `method`: how several rows were taken together, in the file's word. */
  readonly takenTogether: (method: string) => string;
  readonly earlier: string;
  readonly noRowThere: string;
  readonly rowsTogether: string;
  readonly stretch: (period: string, from: string, to: string, days: number) => string;
  /** The row of the work plan behind an indicator. */
  readonly planRow: (no: string | null) => string;
  readonly planSegment: (part: { from: string; to: string; days: string; target: string }) => string;
  /** Added where a stretch was measured by itself. */
  readonly planAchieved: (achievement: string) => string;
  readonly clamped: (interval: string) => string;
  readonly withinClamp: (interval: string) => string;
  readonly rounded: (digits: number, mode: string) => string;
  readonly roundedToStep: (step: string, mode: string) => string;
  readonly notRounded: string;
  readonly share: (weight: string, share: string) => string;
  /** Beside a printed value that is shortened. */
  readonly exactly: (exact: string) => string;
  readonly absent: Readonly<Record<'missing' | 'not_applicable' | 'error' | 'masked' | 'unused', string>>;
  /** Parts of the one line in the results that says why; joined by '; '. */
  readonly reasons: {
    readonly placed: (tier: string) => string;
    readonly placedByRank: (tier: string, rank: number, capacity: number) => string;
    readonly none: string;
    readonly notEligible: string;
    readonly notAssessed: string;
    readonly conditionFalse: (tier: string) => string;
    readonly quotaFull: (tier: string, rank: number, capacity: number) => string;
    readonly tieExcluded: (tier: string, rank: number, capacity: number) => string;
    readonly tieRefused: (tier: string, rank: number, capacity: number) => string;
    readonly tieAwaited: (tier: string, rank: number, capacity: number) => string;
  };
  /** Parts of the one sentence on a result in a workbook; joined by '; '. */
  readonly sentence: {
    readonly rated: (part: { rating: string; band: string; of: string; value: string; interval: string }) => string;
    readonly unrated: (rating: string) => string;
    readonly award: (name: string, reason: string) => string;
  };
}
