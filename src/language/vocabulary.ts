/**
 * The one vocabulary: every keyword, option word, operator and built-in name in both languages. The lexer, the YAML
 * reader, the printer, the schema, completion and the manual read it. A concept's canonical name (the property) is
 * what the rest of the program uses; where one English word stands for two things, two concepts share the spelling.
 */
export type Language = 'en' | 'id';

export interface Word {
  readonly en: string;
  readonly id: string;
}

/** Words of expressions. Reserved in every file, in both languages [V5]. */
export const OPERATORS = {
  or: { en: 'or', id: 'atau' },
  and: { en: 'and', id: 'dan' },
  not: { en: 'not', id: 'bukan' },
  if: { en: 'if', id: 'jika' },
  then: { en: 'then', id: 'maka' },
  else: { en: 'else', id: 'selainnya' },
  in: { en: 'in', id: 'di' },
  between: { en: 'between', id: 'antara' },
  of: { en: 'of', id: 'dari' },
  /** `x is missing`; the Indonesian form is `x kosong`, so the word may be left out in both. */
  is: { en: 'is', id: 'adalah' },
  missing: { en: 'missing', id: 'kosong' },
  true: { en: 'true', id: 'ya' },
  false: { en: 'false', id: 'tidak' },
  coalesce: { en: '??', id: 'jika_kosong' },
} as const satisfies Record<string, Word>;

/** Built-in functions; their signatures and meaning stand in builtins.ts. Reserved in every file. */
export const FUNCTIONS = {
  percent: { en: 'percent', id: 'persentase' },
  points: { en: 'points', id: 'angka' },
  weighted_mean: { en: 'weighted_mean', id: 'rerata_tertimbang' },
  weighted_sum: { en: 'weighted_sum', id: 'jumlah_tertimbang' },
  sum: { en: 'sum', id: 'jumlah' },
  average: { en: 'average', id: 'rerata' },
  min: { en: 'min', id: 'terkecil' },
  max: { en: 'max', id: 'terbesar' },
  abs: { en: 'abs', id: 'mutlak' },
  round: { en: 'round', id: 'bulatkan' },
  clamp: { en: 'clamp', id: 'batasi' },
  days_between: { en: 'days_between', id: 'selisih_hari' },
  previous: { en: 'previous', id: 'periode_lalu' },
  year_to_date: { en: 'year_to_date', id: 'sampai_dengan' },
  applies: { en: 'applies', id: 'berlaku' },
} as const satisfies Record<string, Word>;
export type FunctionName = keyof typeof FUNCTIONS;

/** Names that stand in every scope or in an indicator's parts. Reserved in every file. */
export const STANDING = {
  actual: { en: 'actual', id: 'realisasi' },
  target: { en: 'target', id: 'target' },
  achievement: { en: 'achievement', id: 'capaian' },
  score: { en: 'score', id: 'nilai' },
  weight: { en: 'weight', id: 'bobot' },
  period: { en: 'period', id: 'periode' },
  indicators: { en: 'indicators', id: 'indikator' },
} as const satisfies Record<string, Word>;
export type StandingName = keyof typeof STANDING;

/** What may follow the dot: parts of an indicator, of the period, and of a result in `examples`. */
export const MEMBERS = {
  actual: STANDING.actual,
  target: STANDING.target,
  achievement: STANDING.achievement,
  score: STANDING.score,
  weight: STANDING.weight,
  state: { en: 'state', id: 'keadaan' },
  start: { en: 'start', id: 'awal' },
  end: { en: 'end', id: 'akhir' },
  month: { en: 'month', id: 'bulan' },
  quarter: { en: 'quarter', id: 'triwulan' },
  semester: { en: 'semester', id: 'semester' },
  year: { en: 'year', id: 'tahun' },
} as const satisfies Record<string, Word>;
export type MemberName = keyof typeof MEMBERS;

/** What became of an indicator, as `examples` expect it of `x.state`. */
export const STATES = {
  scored: { en: 'scored', id: 'dinilai' },
  not_applicable: { en: 'not_applicable', id: 'tidak_berlaku' },
  excluded: { en: 'excluded', id: 'dikeluarkan' },
  zero_scored: { en: 'zero_scored', id: 'bernilai_nol' },
  carried: { en: 'carried', id: 'terbawa' },
} as const satisfies Record<string, Word>;

/** Option words: values of keys that take one of a fixed set. */
export const WORDS = {
  month: { en: 'month', id: 'bulan' },
  quarter: { en: 'quarter', id: 'triwulan' },
  semester: { en: 'semester', id: 'semester' },
  year: { en: 'year', id: 'tahun' },
  text: { en: 'text', id: 'teks' },
  choice: { en: 'choice', id: 'pilihan' },
  flag: { en: 'flag', id: 'ya_tidak' },
  count: { en: 'count', id: 'cacah' },
  decimal: { en: 'decimal', id: 'desimal' },
  percent: { en: 'percent', id: 'persen' },
  money: { en: 'money', id: 'uang' },
  days: { en: 'days', id: 'hari' },
  date: { en: 'date', id: 'tanggal' },
  maximize: { en: 'maximize', id: 'makin_tinggi' },
  minimize: { en: 'minimize', id: 'makin_rendah' },
  stabilize: { en: 'stabilize', id: 'stabil' },
  no_polarity: { en: 'none', id: 'tanpa' },
  half_up: { en: 'half_up', id: 'setengah_ke_atas' },
  half_even: { en: 'half_even', id: 'setengah_ke_genap' },
  half_down: { en: 'half_down', id: 'setengah_ke_bawah' },
  up: { en: 'up', id: 'menjauhi_nol' },
  down: { en: 'down', id: 'potong' },
  floor: { en: 'floor', id: 'ke_bawah' },
  ceiling: { en: 'ceiling', id: 'ke_atas' },
  no_rounding: { en: 'none', id: 'tanpa' },
  reject: { en: 'reject', id: 'tolak' },
  zero_score: { en: 'zero_score', id: 'nilai_nol' },
  exclude: { en: 'exclude', id: 'keluarkan' },
  normalise: { en: 'normalise', id: 'sesuaikan' },
  total_100: { en: 'total_100', id: 'total_100' },
  unique: { en: 'unique', id: 'tunggal' },
  priority: { en: 'priority', id: 'berurutan' },
  share_down: { en: 'down', id: 'ke_bawah' },
  share_nearest: { en: 'nearest', id: 'terdekat' },
  share_up: { en: 'up', id: 'ke_atas' },
  accepted: { en: 'accepted', id: 'diterima' },
  eligible: { en: 'eligible', id: 'memenuhi_syarat' },
  candidates: { en: 'candidates', id: 'calon' },
  asc: { en: 'asc', id: 'menaik' },
  desc: { en: 'desc', id: 'menurun' },
  ties_refuse: { en: 'refuse', id: 'hentikan' },
  ties_include: { en: 'include', id: 'ikutkan_semua' },
  ties_exclude: { en: 'exclude', id: 'keluarkan_semua' },
  at_start: { en: 'start', id: 'awal' },
  at_end: { en: 'end', id: 'akhir' },
  sum: { en: 'sum', id: 'jumlah' },
  average: { en: 'average', id: 'rerata' },
  last: { en: 'last', id: 'terakhir' },
  largest: { en: 'max', id: 'terbesar' },
  smallest: { en: 'min', id: 'terkecil' },
  ratio_of_sums: { en: 'ratio_of_sums', id: 'rasio_jumlah' },
  average_of_scores: { en: 'average_of_scores', id: 'rerata_nilai' },
  not_assessed: { en: 'not_assessed', id: 'tidak_dinilai' },
  weight_by_days: { en: 'weight_by_days', id: 'bobot_hari' },
  longest: { en: 'longest', id: 'terlama' },
  same_unit: { en: 'same', id: 'sama' },
  rank: { en: 'rank', id: 'peringkat' },
  percentile: { en: 'percentile', id: 'persentil' },
  group_count: { en: 'count', id: 'banyaknya' },
  group_share: { en: 'share', id: 'porsi' },
  ties_competition: { en: 'competition', id: 'kompetisi' },
  ties_dense: { en: 'dense', id: 'rapat' },
  assessed: { en: 'assessed', id: 'dinilai' },
  warn: { en: 'warn', id: 'peringatkan' },
  apply: { en: 'apply', id: 'terapkan' },
  by_order: { en: 'by_order', id: 'menurut_urutan' },
  prorate: { en: 'prorate', id: 'prorata' },
  exceeded_error: { en: 'error', id: 'galat' },
  of_base: { en: 'base', id: 'dasar' },
  of_remaining: { en: 'remaining', id: 'sisa' },
  columns_all: { en: 'all', id: 'semua' },
  columns_summary: { en: 'summary', id: 'ringkas' },
  number_plain: { en: 'plain', id: 'biasa' },
  number_fraction: { en: 'fraction', id: 'pecahan' },
  number_thousands: { en: 'thousands', id: 'ribuan' },
  number_millions: { en: 'millions', id: 'jutaan' },
  date_iso: { en: 'iso', id: 'iso' },
  date_day_first: { en: 'day_first', id: 'hari_dahulu' },
  date_month_first: { en: 'month_first', id: 'bulan_dahulu' },
  latest: { en: 'latest', id: 'yang_terakhir' },
  prorate_days: { en: 'prorate_days', id: 'prorata_hari' },
  by_segment: { en: 'by_segment', id: 'per_penggal' },
} as const satisfies Record<string, Word>;
export type WordName = keyof typeof WORDS;

/** Keys of the YAML document. */
export const KEYS = {
  takar: { en: 'takar', id: 'takar' },
  bahasa: { en: 'bahasa', id: 'bahasa' },
  ruleset: { en: 'ruleset', id: 'aturan' },
  title: { en: 'title', id: 'judul' },
  subject: { en: 'subject', id: 'subjek' },
  period: { en: 'period', id: 'periode' },
  effective: { en: 'effective', id: 'masa_berlaku' },
  from: { en: 'from', id: 'mulai' },
  to: { en: 'to', id: 'sampai' },
  basis: { en: 'basis', id: 'dasar_hukum' },
  note: { en: 'note', id: 'catatan' },
  unverified: { en: 'unverified', id: 'belum_diverifikasi' },
  import: { en: 'import', id: 'impor' },
  import_from: { en: 'from', id: 'dari' },
  use: { en: 'use', id: 'pakai' },
  as: { en: 'as', id: 'sebagai' },
  inputs: { en: 'inputs', id: 'data_masukan' },
  type: { en: 'type', id: 'jenis' },
  choices: { en: 'of', id: 'pilihan' },
  unit: { en: 'unit', id: 'satuan' },
  digits: { en: 'digits', id: 'digit' },
  range: { en: 'range', id: 'rentang' },
  max: { en: 'max', id: 'maksimum' },
  optional: { en: 'optional', id: 'boleh_kosong' },
  key: { en: 'key', id: 'kunci' },
  applies: { en: 'applies', id: 'berlaku_jika' },
  sensitive: { en: 'sensitive', id: 'rahasia' },
  checks: { en: 'checks', id: 'pemeriksaan' },
  that: { en: 'that', id: 'pastikan' },
  message: { en: 'message', id: 'pesan' },
  parameters: { en: 'parameters', id: 'parameter' },
  dated_values: { en: 'values', id: 'daftar_nilai' },
  dated_value: { en: 'value', id: 'nilai' },
  at: { en: 'at', id: 'pada' },
  reviewed_until: { en: 'reviewed_until', id: 'ditinjau_sampai' },
  values: { en: 'values', id: 'hitungan' },
  value: { en: 'value', id: 'rumus' },
  functions: { en: 'functions', id: 'fungsi' },
  with: { en: 'with', id: 'dengan' },
  breakpoints: { en: 'breakpoints', id: 'titik_patah' },
  below: { en: 'below', id: 'di_bawahnya' },
  above: { en: 'above', id: 'di_atasnya' },
  indicators: { en: 'indicators', id: 'indikator' },
  group: { en: 'group', id: 'kelompok' },
  polarity: { en: 'polarity', id: 'polarisasi' },
  actual: { en: 'actual', id: 'realisasi' },
  target: { en: 'target', id: 'target' },
  achievement: { en: 'achievement', id: 'capaian' },
  clamp: { en: 'clamp', id: 'batasi' },
  round: { en: 'round', id: 'pembulatan' },
  mode: { en: 'mode', id: 'cara' },
  step: { en: 'to', id: 'kelipatan' },
  score: { en: 'score', id: 'nilai' },
  weight: { en: 'weight', id: 'bobot' },
  missing: { en: 'missing', id: 'bila_kosong' },
  carry: { en: 'carry', id: 'pakai_terakhir' },
  missing_else: { en: 'else', id: 'selainnya' },
  consolidate: { en: 'consolidate', id: 'konsolidasi' },
  method: { en: 'method', id: 'metode' },
  consolidation: { en: 'consolidation', id: 'konsolidasi' },
  fewer: { en: 'fewer', id: 'bila_kurang' },
  segments: { en: 'segments', id: 'segmen' },
  group_at: { en: 'group_at', id: 'kelompok_pada' },
  show: { en: 'show', id: 'tampilan' },
  weights: { en: 'weights', id: 'pembobotan' },
  scores: { en: 'scores', id: 'nilai' },
  ratings: { en: 'ratings', id: 'klasifikasi' },
  rating_of: { en: 'of', id: 'dari' },
  domain: { en: 'domain', id: 'cakupan' },
  bands: { en: 'bands', id: 'kategori' },
  tables: { en: 'tables', id: 'tabel' },
  table_inputs: { en: 'inputs', id: 'masukan' },
  table_order: { en: 'of', id: 'urutan_hasil' },
  hit: { en: 'hit', id: 'pencocokan' },
  rules: { en: 'rules', id: 'baris' },
  when: { en: 'when', id: 'bila' },
  then: { en: 'then', id: 'maka' },
  otherwise: { en: 'otherwise', id: 'selain_itu' },
  awards: { en: 'awards', id: 'penghargaan' },
  eligible: { en: 'eligible', id: 'syarat' },
  tiers: { en: 'tiers', id: 'tingkatan' },
  tier: { en: 'tier', id: 'tingkat' },
  quota: { en: 'quota', id: 'kuota' },
  share: { en: 'share', id: 'porsi' },
  quota_count: { en: 'count', id: 'jumlah' },
  rounding: { en: 'rounding', id: 'pembulatan' },
  quota_base: { en: 'of', id: 'dari' },
  within: { en: 'within', id: 'dalam_kelompok' },
  at_least: { en: 'at_least', id: 'paling_sedikit' },
  order: { en: 'order', id: 'urutan' },
  ties: { en: 'ties', id: 'nilai_sama' },
  grant: { en: 'grant', id: 'pemberian' },
  examples: { en: 'examples', id: 'contoh' },
  name: { en: 'name', id: 'nama' },
  given: { en: 'given', id: 'diketahui' },
  expect: { en: 'expect', id: 'hasilnya' },
  award: { en: 'award', id: 'penghargaan' },
  group_data: { en: 'group_data', id: 'data_kelompok' },
  groups: { en: 'groups', id: 'kelompok' },
  group_of: { en: 'of', id: 'dari' },
  where: { en: 'where', id: 'yang' },
  limits: { en: 'limits', id: 'batas_sebaran' },
  limited: { en: 'value', id: 'nilai' },
  limit_rules: { en: 'rules', id: 'aturan_batas' },
  limit_values: { en: 'values', id: 'kategori' },
  at_most: { en: 'at_most', id: 'paling_banyak' },
  smallest_group: { en: 'smallest_group', id: 'kelompok_terkecil' },
  action: { en: 'action', id: 'tindakan' },
  move_to: { en: 'move_to', id: 'turun_ke' },
  decisions: { en: 'decisions', id: 'keputusan' },
  proposal: { en: 'proposal', id: 'usulan' },
  decision: { en: 'decision', id: 'keputusan' },
  decision_reason: { en: 'reason', id: 'alasan' },
  amounts: { en: 'amounts', id: 'besaran' },
  amount_base: { en: 'base', id: 'dasar' },
  deductions: { en: 'deductions', id: 'potongan' },
  budget: { en: 'budget', id: 'anggaran' },
  total: { en: 'total', id: 'total' },
  budget_grants: { en: 'grants', id: 'pemberian' },
  when_exceeded: { en: 'when_exceeded', id: 'bila_lebih' },
  group_examples: { en: 'group_examples', id: 'contoh_kelompok' },
  example_rows: { en: 'rows', id: 'baris' },
  example_groups: { en: 'groups', id: 'kelompok' },
  example_group: { en: 'group', id: 'kelompok' },
  limit: { en: 'limit', id: 'batas' },
  capacity: { en: 'capacity', id: 'tempat' },
  count_base: { en: 'base', id: 'dasar' },
  placed: { en: 'placed', id: 'ditempatkan' },
  spent: { en: 'spent', id: 'terpakai' },
  // Of job files (*.takar-job.yaml) and of column mappings.
  job_data: { en: 'data', id: 'data' },
  job_file: { en: 'file', id: 'berkas' },
  job_sheet: { en: 'sheet', id: 'lembar' },
  job_locale: { en: 'locale', id: 'penulisan_angka' },
  job_mapping: { en: 'mapping', id: 'pemetaan' },
  job_output: { en: 'output', id: 'keluaran' },
  job_results: { en: 'results', id: 'hasil' },
  job_rejects: { en: 'rejects', id: 'ditolak' },
  job_summary: { en: 'summary', id: 'ringkasan' },
  job_columns: { en: 'columns', id: 'kolom' },
  job_names: { en: 'names', id: 'nama' },
  job_fail_on_reject: { en: 'fail_on_reject', id: 'berhenti_bila_ada_ditolak' },
  job_max_rejects: { en: 'max_rejects', id: 'paling_banyak_ditolak' },
  map_columns: { en: 'columns', id: 'kolom' },
  map_column: { en: 'column', id: 'kolom' },
  map_number: { en: 'number', id: 'bilangan' },
  map_date: { en: 'date', id: 'tanggal' },
  map_ignore: { en: 'ignore', id: 'abaikan' },
  plan: { en: 'plan', id: 'rencana' },
  template: { en: 'template', id: 'templat' },
  max_rows: { en: 'max_rows', id: 'baris_terbanyak' },
  revision: { en: 'revision', id: 'perubahan' },
  plan_no: { en: 'no', id: 'nomor' },
  plan_indicator: { en: 'indicator', id: 'indikator' },
} as const satisfies Record<string, Word>;
export type KeyName = keyof typeof KEYS;

/**
 * Columns of a work plan and of actuals in long form, beside the ruleset's own key inputs. Both spellings are
 * understood in every file.
 */
export const PLAN_COLUMNS = {
  no: KEYS.plan_no,
  indicator: KEYS.plan_indicator,
  title: KEYS.title,
  target: KEYS.target,
  weight: KEYS.weight,
  unit: KEYS.unit,
  from: KEYS.from,
  to: KEYS.to,
  approved_by: { en: 'approved_by', id: 'disetujui_oleh' },
  approved_on: { en: 'approved_on', id: 'disetujui_tanggal' },
  actual: KEYS.actual,
} as const satisfies Record<string, Word>;
export type PlanColumn = keyof typeof PLAN_COLUMNS;

/** Operators and functions of parts of the language that are still to come; reserved now so that no ruleset breaks then. */
const TO_COME: readonly Word[] = [
  { en: 'count', id: 'banyaknya' },
  { en: 'where', id: 'yang' },
  { en: 'working_days', id: 'hari_kerja' },
];

/** What an example may expect beside declared names, and how results name it. */
export const RESULT_NAMES = { award: KEYS.award } as const;

/** The spelling of a word in a language. */
export function spelling(word: Word, language: Language): string {
  return word[language];
}

/** Both spellings of all reserved names: no author may declare them, so that any file can be rewritten [V5]. */
export function reservedNames(): ReadonlySet<string> {
  return RESERVED;
}

const RESERVED: ReadonlySet<string> = new Set(
  [...Object.values(OPERATORS), ...Object.values(FUNCTIONS), ...Object.values(STANDING), ...TO_COME]
    .flatMap(({ en, id }) => [en, id])
    .filter((word) => /^\w+$/.test(word)),
);
