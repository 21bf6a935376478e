import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { readCsv } from '../data/csv.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Locale } from '../number/text.ts';
import { NO_PLAN, planBook } from '../plan/book.ts';
import { actualsShape, planShape, type TableShape } from '../plan/columns.ts';
import { takesPlans } from '../plan/join.ts';
import type { PlanSource } from '../plan/rows.ts';
import type { Options } from './arguments.ts';
import { Refusal } from './command.ts';
import { dataPath, openData } from './data.ts';
import { readText } from './files.ts';
import type { Io } from './io.ts';

/** Work plans and actuals of a run; `findings` are about the files as a whole. */
export interface Plans {
  readonly book: PlanBook;
  readonly findings: readonly Diagnostic[];
}

/** Opens the files of `--plan` and `--actuals`. Rules that take anything from plans cannot do without one. */
export async function openPlans(io: Io, ruleset: Ruleset, options: Options, locale: Locale): Promise<Plans> {
  const plans = options.takes('plan') ? options.all('plan') : [];
  const actuals = options.takes('actuals') ? options.all('actuals') : [];
  if (takesPlans(ruleset) && plans.length === 0) {
    throw new Refusal([diagnostic('TK810', { kind: 'file', path: '' }, {})]);
  }
  if (plans.length + actuals.length === 0) return { book: NO_PLAN, findings: [] };
  const findings: Diagnostic[] = [];
  const open = async (paths: readonly string[], shape: TableShape) => {
    const sources: PlanSource[] = [];
    for (const path of paths) sources.push(await openSource(io, shape, path, locale, findings));
    return sources;
  };
  const files = {
    plans: await open(plans, planShape(ruleset)),
    actuals: await open(actuals, actualsShape(ruleset)),
  };
  return { book: planBook(ruleset, files), findings };
}

async function openSource(
  io: Io,
  shape: TableShape,
  path: string,
  locale: Locale,
  findings: Diagnostic[],
): Promise<PlanSource> {
  const file = await openData(io, shape, path, { locale });
  findings.push(...file.findings);
  const layout = file.workbook?.layout;
  const columns = layout?.columns ?? (await columnsOfCsv(io, path));
  return {
    path: file.path,
    rows: file.rows,
    locale,
    ...(columns && { columns }),
    ...(layout && { sheet: layout.sheet }),
  };
}

/** Where each column of a CSV file stands, counted from 1; standard input can be read only once. */
async function columnsOfCsv(io: Io, path: string): Promise<ReadonlyMap<string, number> | undefined> {
  if (path === '-' || dataPath(path).ending !== 'csv') return undefined;
  const { header } = readCsv(await readText(io, path), { path });
  return new Map(header.map((title, index) => [title.trim().normalize('NFC'), index + 1]));
}
