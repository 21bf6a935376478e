import { HyperFormula } from 'hyperformula';
import { formulas, numberRow, RATINGS, TIERS } from '../work.mjs';

export const name = 'hyperformula';

/** One row of a sheet: its inputs are set, its formulas read. */
export function prepare(data, rows) {
  const inputs = Object.keys(numberRow(data, 0)).filter((input) => input !== 'nip' && input !== 'unit');
  const column = (index) =>
    String.fromCharCode(...(index < 26 ? [65 + index] : [64 + Math.floor(index / 26), 65 + (index % 26)]));
  const place = (input) => `${column(inputs.indexOf(input))}1`;
  const at = (offset) => `${column(inputs.length + offset)}1`;
  const { parts, mean, final } = formulas({
    abs: (x) => `ABS(${x})`,
    clamp: (x) => `MIN(120,MAX(0,${x}))`,
    round: (x) => `ROUND(${x},2)`,
    name: place,
  });
  const [w, f, r] = [10, 11, 12].map(at);
  const formulasOfRow = [
    ...parts,
    mean((k) => at(k)),
    final(w),
    `IF(${f}>=110,"sangat_baik",IF(${f}>=90,"baik",IF(${f}>=70,"butuh_perbaikan",IF(${f}>=50,"kurang","sangat_kurang"))))`,
    `IF(NOT(AND(${place('hukuman')}="tidak_ada",${place('kehadiran')}>=95)),"tanpa",IF(${r}="sangat_baik","emas",IF(${r}="baik","perak","tanpa")))`,
  ].map((text) => `=${text}`);
  const all = Array.from({ length: rows }, (_, i) => {
    const row = numberRow(data, i);
    return [inputs.map((input) => row[input])];
  });
  const sheet = HyperFormula.buildFromArray([[...all[0][0], ...formulasOfRow]], { licenseKey: 'gpl-v3' });
  const origin = { sheet: 0, row: 0, col: 0 };
  const value = (offset) => sheet.getCellValue({ sheet: 0, row: 0, col: inputs.length + offset });
  return (i) => {
    sheet.setCellContents(origin, all[i]);
    return { score: value(11), rating: RATINGS.indexOf(value(12)), tier: TIERS.indexOf(value(13)) };
  };
}
