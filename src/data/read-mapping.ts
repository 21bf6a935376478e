import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Span } from '../base/source.ts';
import type { DateForm, NumberForm } from '../language/job.ts';
import { PERCENT } from '../language/types.ts';
import { KEYS, WORDS } from '../language/vocabulary.ts';
import type { Input } from '../model/ruleset.ts';
import { parseMapping } from '../syntax/parse-settings.ts';
import type { MappedColumnAst, MappingAst } from '../syntax/read-mapping.ts';
import type { ColumnMapping, MappedColumn } from './column-mapping.ts';
import { normalised, PERIOD, PERIOD_COLUMNS, type WithInputs } from './row.ts';

/** Reads a column mapping and holds it against the ruleset. The value is absent where anything in it is wrong. */
export function readMapping(text: string, path: string, ruleset: WithInputs): Outcome<ColumnMapping> {
  const { value, diagnostics } = parseMapping({ path, text });
  return value ? checkMapping(value, ruleset) : { diagnostics };
}

function checkMapping({ columns, ignore }: MappingAst, ruleset: WithInputs): Outcome<ColumnMapping> {
  const findings: Diagnostic[] = [];
  const mapped = new Map<string, MappedColumn>();
  const taken = new Map<string, Span>();
  const take = (title: string, span: Span) => {
    const first = taken.get(title);
    if (first) {
      const related = [{ place: { kind: 'text', span: first }, role: 'first_here' }] as const;
      findings.push(diagnostic('TK633', span, { column: title }, { related }));
    } else taken.set(title, span);
  };
  for (const { name, value } of columns) {
    const isPeriod = PERIOD_COLUMNS.includes(name.value);
    const input = ruleset.inputs.get(name.value);
    if (!input && !isPeriod) {
      findings.push(unknownInput(name.value, name.span, ruleset));
      continue;
    }
    findings.push(...wrongForms(value, input, name.value));
    const place = value.column?.span ?? name.span;
    const title = normalised(value.column?.value ?? name.value);
    take(title, place);
    mapped.set(input?.name ?? PERIOD, {
      title,
      place,
      number: value.number?.value ?? 'number_plain',
      date: value.date?.value ?? 'date_iso',
      ...(value.locale && { locale: value.locale.value }),
    });
  }
  for (const { value, span } of ignore) take(normalised(value), span);
  const ignored = new Set(ignore.map(({ value }) => normalised(value)));
  return findings.some(isError)
    ? { diagnostics: findings }
    : { value: { columns: mapped, ignore: ignored }, diagnostics: findings };
}

function unknownInput(name: string, span: Span, { inputs }: WithInputs): Diagnostic {
  const suggestion = nearest(name, inputs.keys());
  return diagnostic('TK630', span, suggestion === undefined ? { name } : { name, suggestion });
}

/** Forms that could say nothing of such an input. */
function wrongForms({ number, date, locale }: MappedColumnAst, input: Input | undefined, name: string): Diagnostic[] {
  const base = input?.type.base;
  const isNumber = base?.kind === 'number';
  const findings: Diagnostic[] = [];
  const spelled = (word: NumberForm | DateForm) => WORDS[word];
  if (number && !isNumber) findings.push(diagnostic('TK631', number.span, { name, form: spelled(number.value) }));
  else if (number?.value === 'number_fraction' && base?.kind === 'number' && base.unit !== PERCENT) {
    findings.push(diagnostic('TK632', number.span, { name }));
  }
  if (date && base?.kind !== 'date') findings.push(diagnostic('TK631', date.span, { name, form: spelled(date.value) }));
  if (locale && !isNumber) findings.push(diagnostic('TK631', locale.span, { name, form: KEYS.job_locale }));
  return findings;
}
