import type { Texts } from '../texts.ts';
import { explain } from './explain.ts';
import { planSheet } from './plan-sheet.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const texts = (): Texts => ({
  runner: {
    tagline: 'takar: scoring of performance by rules that everyone can read. Exact, checked, explained.',
    usage: 'Usage',
    commandsHeading: 'Commands',
    optionsHeading: 'Options',
    environmentHeading: 'Environment',
    environment: {
      TAKAR_LANG: 'Language where --lang is not given: id or en',
      TAKAR_THREADS:
        'How many further threads help to score a large CSV file (0: none). If not given: one fewer than there are processors',
      NO_COLOR: 'With any value: no colours',
    },
    moreHelp: 'More on a command: takar COMMAND --help',
    placeholders: {
      PATH: 'PATH',
      RULESET: 'RULESET',
      DIR: 'DIR',
      CODE: 'CODE',
      FILE: 'FILE',
      'NAME=FILE': 'NAME=FILE',
      PERIOD: 'PERIOD',
      KEY: 'KEY',
      FORM: 'FORM',
      LOCALE: 'LOCALE',
      WHICH: 'WHICH',
      LEVEL: 'LEVEL',
      LANG: 'LANG',
      LIMIT: 'LIMIT',
    },
    commands: {
      check: 'Looks for mistakes in rule files: names, units, gaps between bands, quotas, and more',
      test: 'Runs the examples that stand in rule files',
      score: 'Scores the rows of data files and writes one result row each',
      explain: 'Says how one result came about, step by step',
      'plan check': 'Look through work plans before their period begins: what is missing, weights, targets, approval',
      'plan sheet': 'Write a page for each employee: indicators, targets, weights, and what gives each award',
      export: 'Writes the award rules (json-rules) or what a row of data looks like (json-schema) for another program',
      template: 'Makes an XLSX sheet for the data of a ruleset, with its columns, choices and limits',
      fmt: 'Writes rule files in one tidy style, in English or Indonesian words',
      init: 'Starts a new folder with a small ruleset, data and a page on both',
      why: 'Explains the code of a finding, for example TK501',
    },
    options: {
      lang: 'Language of all that takar says',
      help: 'Show this help',
      version: 'Show the version',
      format: 'Form of the output',
      fix: 'Mend what can be mended without changing any meaning',
      'fail-level': 'From which severity on the exit code is 1',
      baseline: 'File of known findings, which are neither counted nor shown any more',
      'write-baseline': 'Write all findings of this run into this file as known ones',
      coverage: 'Name the rows, bands, tiers and branches of formulas that no example exercises',
      threshold: 'With --coverage: exit code 1 where less than this percentage is exercised',
      generate: 'Write examples at every boundary and for every condition, with the results as they are now',
      data: 'Data file: CSV, JSON Lines (.jsonl) or XLSX (data.xlsx#Sheet); - is standard input; may be given several times',
      plan: 'Work plans (CSV, .jsonl, .xlsx): a row for each employee and indicator; may be given several times',
      actuals: 'Actuals in long form: key, period, indicator or number of the row of the plan, actual',
      indicators: 'File for the results of each indicator and each row of a plan, a row each (CSV or .xlsx)',
      mapping: 'Column mapping (YAML): which column brings which input, and how its numbers and dates are written',
      group: 'Group data by name, for example unit=units.csv; may be given several times',
      history:
        'Rows of other periods, each with its period; for rules that read earlier periods, and for longer ones. May be repeated',
      details: 'Rows of details that the ruleset declares: NAME=FILE, may stand several times',
      calendar: 'Holidays of a calendar that the ruleset declares: NAME=FILE (CSV with a column date)',
      period: 'Period to score, for example 2026-Q3, 2026-07, 2026-S1 or 2026',
      out: 'File for the results (CSV, or XLSX by its ending); - is standard output',
      rejects:
        'File for the rows that could not be scored, with the reasons (CSV); .xlsx: a copy of the data workbook with marked cells',
      locale: 'How numbers are written in the data: en 1234.5, id 1.234,5',
      columns: 'Which columns the results have: all, or without those of each indicator',
      names: "Show other people's keys in the reasons",
      'fail-on-reject': 'Stop with exit code 1, before anything is written, when a row was rejected',
      'max-rejects': 'Stop with exit code 1, before anything is written, above this number or share (5 or 2%)',
      summary: 'File for the counts of the run (JSON)',
      progress: 'Report the number of rows read on the way',
      key: 'Key of the row to explain (several key columns: joined by /)',
      engine:
        'What calculates: takar by itself, row by row (exact) or large CSV files by columns (columns), or a database; results are the same',
      table: 'Name of the table that holds the data, in SQL',
      to: 'What to write',
      performance: 'Also list what is not computed in whole numbers over columns, why, and what would mend it',
      check: 'Only list the files that are not in the tidy style',
    },
    oneOf: (values) => `one of: ${values.join(', ')}`,
    byDefault: (value) => `if not given: ${value}`,
    knownFindings: ({ known, mended, path }) =>
      `${plural(known, 'known finding', 'known findings')} of ${path} not counted.${
        mended > 0
          ? ` ${plural(mended, 'entry', 'entries')} of it no longer needed; write it anew with --write-baseline.`
          : ''
      }`,
    baselineWritten: ({ findings, path }) =>
      `${path}: ${plural(findings, 'finding', 'findings')} written down as known.`,
    checked: ({ files, errors, warnings, fixable }) =>
      errors + warnings === 0
        ? `${plural(files, 'file', 'files')} checked, nothing found.`
        : `${plural(files, 'file', 'files')} checked: ${plural(errors, 'error', 'errors')}, ${plural(warnings, 'warning', 'warnings')}.${
            fixable > 0 ? ` takar check --fix mends ${fixable}.` : ''
          }`,
    planChecked: ({ records, rows, errors, warnings }) =>
      `${plural(records, 'person', 'people')} and ${plural(rows, 'row', 'rows')} of plans looked through${errors + warnings === 0 ? ', nothing found.' : `: ${plural(errors, 'error', 'errors')}, ${plural(warnings, 'warning', 'warnings')}.`}`,
    sheetsWritten: (count, where) => `${count} work plan sheets written: ${where}`,
    fixed: ({ fixes, files }) => `${plural(fixes, 'place', 'places')} mended in ${plural(files, 'file', 'files')}.`,
    exampleOk: (name) => `ok    ${name}`,
    exampleFailed: (name) => `FAIL  ${name}`,
    tested: ({ files, passed, failed }) =>
      `${plural(passed + failed, 'example', 'examples')} in ${plural(files, 'file', 'files')}: ${passed} passed, ${failed} failed.`,
    notTested: (path) => `${path}: its examples were not run, since the file has errors.`,
    generated: ({ examples, present, impossible, notFound }) =>
      `${plural(examples, 'example', 'examples')} made; the ruleset's own show ${present} things already, ${impossible} cannot happen, ${notFound} were not found.`,
    formatted: (path) => `${path}: written anew`,
    notFormatted: (path) => `${path}: not in the tidy style`,
    formatCounts: ({ files, changed, checkOnly }) =>
      checkOnly
        ? `${plural(files, 'file', 'files')} looked at, ${changed} not in the tidy style.`
        : `${plural(files, 'file', 'files')} looked at, ${changed} written anew.`,
    created: (path) => `written: ${path}`,
    nextSteps: (folder) =>
      `Next: read ${folder}/README.md, change ${folder}/penilaian.takar.yaml, then run takar check ${folder}`,
    written: (path) => `written: ${path}`,
    rowsRead: (count) => `${count} rows read`,
    whyBad: 'What is wrong',
    whyMended: 'Mended',
  },
  report: {
    performance: {
      allFast: (ruleset) => `${ruleset}: everything is computed in whole numbers over columns.`,
      heading: (ruleset) => `${ruleset}: computed more slowly (the results are the same)`,
      operation: (operation) =>
        `'${operation}' needs more than the row itself, so every row is computed one by one. Leave it out where speed matters.`,
      part: (part) => `The ruleset uses '${part}', which is computed one row after the other.`,
      group: {
        unrounded:
          'This group rule takes a quotient that nobody has rounded, so every row is kept until the end. Round it first.',
        wide: 'This group rule takes numbers of more than 15 figures, so every row is kept until the end. A narrower range of the inputs mends it.',
      },
      award:
        'Awards are ranked or paid by numbers of more than 15 figures, so every row is kept until the end. A narrower range of the inputs mends it.',
      shown: (figures) =>
        `The results show a number here that may have ${figures} figures; beyond 18 every row is computed one by one and kept until the end. Round it, or narrow the range of the inputs.`,
      passes: (count) => `Group rules take everybody, so a large file is read ${count} times.`,
      wide: (figures) =>
        `A number here may have ${figures} figures; beyond 15 this step takes several times as long. A narrower range of the inputs, or rounding what goes in, mends it.`,
      unrounded: (figures) =>
        `Unrounded quotients are added here, so a number may have ${figures} figures. Round each achievement before it enters the sum.`,
      noRange: (input, limit) =>
        `'${input}' has no range, so rows with more than ${limit} are computed one by one. Declare its range, for example range: "[0..${limit}]".`,
    },
    planSheet: planSheet(),
    error: 'error',
    warning: 'warning',
    info: 'note',
    help: 'What to do',
    row: (row) => `row ${row}`,
    column: (name) => `column ${name}`,
    roles: {
      declared_here: (name) => (name ? `'${name}' is declared here` : 'declared here'),
      first_here: (name) => (name ? `'${name}' stands here first` : 'here first'),
      other_row: () => 'the other row',
      used_here: (name) => (name ? `'${name}' is used here` : 'used here'),
      expected_here: () => 'expected because of this',
      cycle_step: (name) => (name ? `'${name}' is part of the circle` : 'part of the circle'),
      also_row: () => 'this row as well',
    },
    masked: '(hidden)',
    fix: (safe) =>
      safe ? 'A change that alters no meaning' : 'A proposed change: see first whether it says what is meant',
    offered: (text) => `Proposed change: ${text}`,
    coverage: {
      counts: ({ exercised, total, percent }) =>
        `examples exercise ${exercised} of ${total} possibilities (${percent} %)`,
      items: {
        band: ([rating, band]) => `the band '${band}' of '${rating}' is no example's result`,
        row: ([table, row]) => `row ${row} of the table '${table}' is never used`,
        otherwise: ([table]) => `otherwise of the table '${table}' is never used`,
        tier: ([tier]) => `no example reaches the tier '${tier}'`,
        no_tier: () => 'no example is eligible and yet in no tier',
        not_eligible: () => 'no example fails the general condition',
        then: ([condition]) => `'${condition}' is never true`,
        else: ([condition]) => `'${condition}' is never false`,
      },
      below: ({ percent, threshold }) => `Examples exercise ${percent} %, less than the ${threshold} % asked for.`,
    },
    generated: {
      heading:
        'Made by takar test --generate: results are what the rules give now. Look at them, then move them into the ruleset.',
      impossible: 'Cannot happen, by the ranges of the inputs:',
      notFound: 'No data was found that shows it:',
      sides: {
        below: (measured, value) => `${measured} just below ${value}`,
        on: (measured, value) => `${measured} exactly ${value}`,
        above: (measured, value) => `${measured} just above ${value}`,
      },
      condition: (of, part, value) =>
        `${of === '' ? 'the general condition' : of} ${value ? 'holds' : 'fails'} only because ${part} is ${value ? 'true' : 'false'}`,
      row: (table, row) => `${table} row ${row}`,
      column: (table, row, column) => `${table} not row ${row} only because of ${column}`,
    },
    also: (places) => `see also ${places.join(', ')}`,
    workbook: {
      results: 'Results',
      indicators: 'Indicators',
      rejects: 'Rejected',
      template: {
        sheet: 'Data',
        plan: 'Plan',
        actuals: 'Actuals',
        key: 'Key of the row: different in every row, and kept as text.',
        required: 'Must be filled in.',
        optional: 'May stay empty. Empty is not the same as 0.',
        onlyIf: (condition) => `Only filled in where: ${condition}`,
        unit: (unit) => `Unit: ${unit}`,
        percent: 'Write 95 for 95 %, without the percent sign.',
        range: (interval) => `Range: ${interval}`,
        digits: (digits) => (digits === 0 ? 'A whole number.' : `At most ${digits} digits after the point.`),
        date: 'A date, for example 2026-03-31.',
        refused: 'This cannot be entered here.',
        yes: 'true',
        no: 'false',
      },
    },
    summary: {
      heading: (ruleset, period) => `${ruleset}, ${period}`,
      counts: ({ read, scored, rejected }) => `Rows read ${read} = scored ${scored} + rejected ${rejected}`,
      otherPeriods: (count) => `Rows of other periods, not scored: ${count}`,
      combined: (count) => `${count} more rows belong to records of several rows.`,
      notAssessed: (count) => `Not assessed (nothing to assess): ${count}`,
      undecided: (count) => `Undecided (equals at the edge of a quota, people must decide): ${count}`,
      details: ({ name, read, used, lost }) =>
        `Details ${name}: ${read} rows, ${used} counted, ${lost} of nobody in the data`,
      awards: 'Awards',
      group: 'Group',
      everyone: 'everyone',
      total: 'Total',
      quotas: 'Quotas',
      quotaHeadings: {
        tier: 'Tier',
        group: 'Group',
        base: 'Counted from',
        room: 'Room',
        candidates: 'Candidates',
        placed: 'Placed',
        rejected: 'Rejected rows',
      },
      ratingsUndecided: (count) => `Ratings undecided (equals at the edge of a limit): ${count}`,
      paymentsUndecided: (count) => `Payments undecided (at the edge of the budget): ${count}`,
      unfunded: (count) => `Awards that are not paid, since the budget does not reach: ${count}`,
      limits: 'Limits (proposals)',
      limitHeadings: {
        limit: 'Limit',
        values: 'Rating',
        group: 'Group',
        base: 'Counted from',
        room: 'Limit at',
        found: 'Found',
        moved: 'Moved',
        undecided: 'Undecided',
        rejected: 'Rejected rows',
        outcome: 'Outcome',
      },
      limitOutcomes: {
        within: 'kept',
        warned: 'warning',
        applied: 'applied',
        undecided: 'undecided',
        exempt: 'group too small',
      },
      budgets: 'Budget',
      budgetHeadings: {
        group: 'Group',
        total: 'Budget',
        needed: 'Needed',
        spent: 'Spent',
        funded: 'In full',
        prorated: 'In part',
        unfunded: 'Not paid',
        undecided: 'Undecided',
        rejected: 'Rejected rows',
      },
      notAssessedLabel: 'not assessed',
      undecidedLabel: 'undecided',
      lastAdmitted: (key) => `last admitted: ${key}`,
      rejectsHint: (count) => `and ${count} more findings; --rejects FILE writes all of them`,
      stopped: (rejected) => `Nothing was written: ${rejected} rejected rows are more than allowed.`,
    },
  },
  explain: explain(),
});
