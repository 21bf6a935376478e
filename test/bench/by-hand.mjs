/**
 * The standard work as a data engineer would write it for DuckDB: integers throughout, so that it is exact, and the
 * file read with the types it has. Result rows stand in no certain order, which spares DuckDB a sort.
 */
import { KINDS, WEIGHTS } from './standard.mjs';

const INDICATORS = WEIGHTS.map((_, k) => k);
const TEXTS = [
  'nip',
  'unit',
  'hukuman',
  '_nama',
  '_jabatan',
  '_golongan',
  '_pendidikan',
  '_tmt',
  '_alamat',
  '_email',
  '_catatan',
  '_eselon',
  'period',
];

/** `read_csv` of the 35 columns; numbers as decimals, which hold them exactly. */
export function csvSource(file) {
  const order = [
    'nip',
    'unit',
    ...INDICATORS.flatMap((k) => [`t${k}`, `a${k}`]),
    'perilaku',
    'hukuman',
    'kehadiran',
    ...TEXTS.slice(3),
  ];
  const types = order.map((name) => `'${name}': '${TEXTS.includes(name) ? 'VARCHAR' : 'DECIMAL(9,2)'}'`);
  return `read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${types.join(', ')}})`;
}

const ACHIEVEMENT = {
  max: (t, a) => `(20000 * ${a} + ${t}) // (2 * ${t})`,
  min: (t, a) => `(20000 * greatest(0, 2 * ${t} - ${a}) + ${t}) // (2 * ${t})`,
  stab: (t, a) => `(20000 * greatest(0, ${t} - abs(${a} - ${t})) + ${t}) // (2 * ${t})`,
};

/** Only the few candidates are ranked, which is far faster than windows over everybody; who is tied at the edge stays out. */
const PLACED = `, caps AS (SELECT unit, count(*) // 5 AS cap FROM tiers GROUP BY unit),
    placed AS (SELECT nip, rank() OVER (PARTITION BY unit ORDER BY final DESC, kehadiran DESC)
      + count(*) OVER (PARTITION BY unit, final, kehadiran) - 1 <= cap AS isPlaced
      FROM tiers JOIN caps USING (unit) WHERE gold)`;

/** Reads from `source`; units are hundredths. */
export function query(source, { quota = true, all = false } = {}) {
  const units = (name) => `CAST(${name} * 100 AS BIGINT) AS ${name}`;
  const inputs = [...INDICATORS.flatMap((k) => [`t${k}`, `a${k}`]), 'perilaku', 'kehadiran'];
  const parts = INDICATORS.map((k) => `least(12000, ${ACHIEVEMENT[KINDS[k]](`t${k}`, `a${k}`)}) AS p${k}`);
  const sum = INDICATORS.map((k) => `${WEIGHTS[k]} * p${k}`).join(' + ');
  const shown = all
    ? INDICATORS.flatMap((k) => [`a${k} / 100.0`, `t${k} / 100.0`, `p${k} / 100.0`, `${WEIGHTS[k]}`, `'scored'`]).map(
        (x, i) => `${x} AS x${i}`,
      )
    : [];
  const gold = quota ? 'gold AND isPlaced' : 'gold';
  return `WITH units AS (SELECT nip, unit, period, hukuman, ${inputs.map(units).join(', ')} FROM ${source}),
    parts AS (SELECT *, ${parts.join(', ')} FROM units),
    work AS (SELECT *, (2 * (${sum}) + 100) // 200 AS work FROM parts),
    final AS (SELECT *, (2 * (7 * work + 3 * perilaku) + 10) // 20 AS final FROM work),
    rated AS (SELECT *, CASE WHEN final >= 11000 THEN 'sangat_baik' WHEN final >= 9000 THEN 'baik' WHEN final >= 7000 THEN 'butuh_perbaikan'
        WHEN final >= 5000 THEN 'kurang' ELSE 'sangat_kurang' END AS predikat,
      hukuman = 'tidak_ada' AND kehadiran >= 9500 AS eligible FROM final),
    tiers AS ${quota ? 'MATERIALIZED ' : ''}(SELECT *, eligible AND final >= 11000 AS gold, eligible AND final >= 9000 AS silver FROM rated)
    ${quota ? PLACED : ''}
    SELECT nip, period, ${shown.map((x) => `${x}, `).join('')}CAST(work / 100.0 AS DECIMAL(9,2)) AS hasil_kerja,
      CAST(final / 100.0 AS DECIMAL(9,2)) AS nilai_akhir, predikat, CASE WHEN ${gold} THEN 'emas' WHEN silver THEN 'perak' ELSE 'tanpa' END AS award
      FROM tiers ${quota ? 'LEFT JOIN placed USING (nip)' : ''}`;
}
