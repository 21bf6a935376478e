import type { PlanSheet, SheetIndicator } from '../explain/plan-sheet.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';

const INDENT = '  ';

/** One employee's page as plain text. */
export function planSheetText(sheet: PlanSheet, language: Language): string {
  const words = texts(language).report.planSheet;
  const lines = [words.heading(sheet.subject, sheet.key, sheet.period), sheet.title, '', words.indicators];
  if (sheet.indicators.length === 0) lines.push(INDENT + words.nothing);
  sheet.indicators.forEach((indicator, index) => {
    lines.push(`${INDENT}${indicator.no ?? index + 1}. ${indicator.title}`);
    lines.push(
      ...indicatorFacts(indicator, language).map(({ label, value }) => `${INDENT.repeat(2)}${label}: ${value}`),
    );
  });
  if (sheet.ratings.length > 0) lines.push('', words.ratings);
  for (const { title, bands } of sheet.ratings) {
    lines.push(`${INDENT}${title}: ${bands.map(({ name, interval }) => `${name} ${interval}`).join(', ')}`);
  }
  const { awards } = sheet;
  if (awards) {
    lines.push('', words.awards, `${INDENT}${words.everyone}:`);
    lines.push(...awards.eligible.map((part) => `${INDENT.repeat(2)}- ${part}`));
    for (const { title, conditions, room, grants } of awards.tiers) {
      lines.push(`${INDENT}${title}:`, ...conditions.map((part) => `${INDENT.repeat(2)}- ${part}`));
      if (room !== null) lines.push(INDENT.repeat(2) + room);
      if (grants.length > 0) lines.push(`${INDENT.repeat(2)}${words.grants}: ${grantList(grants)}`);
    }
    lines.push(INDENT + words.otherwise(awards.otherwise));
  }
  return `${lines.join('\n')}\n`;
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

function indicatorFacts(indicator: SheetIndicator, language: Language): readonly Fact[] {
  const words = texts(language).report.planSheet;
  const { target, weight, share, polarity, formula, changes, revision } = indicator;
  const facts: Fact[] = [];
  if (target !== null) facts.push({ label: words.target, value: `${target}; ${words.polarities[polarity]}` });
  if (weight !== null) {
    facts.push({ label: words.weight, value: share === null ? weight : words.share(weight, share) });
  }
  facts.push({ label: words.formula, value: formula });
  if (changes.length > 0) {
    const list = changes.map(({ from, to, target: held }) => words.change(from, to, held)).join('; ');
    facts.push({ label: words.changes, value: `${list}; ${words.revisions[revision ?? 'latest']}` });
  }
  return facts;
}

function grantList(grants: readonly { readonly name: string; readonly value: string }[]): string {
  return grants.map(({ name, value }) => `${name} ${value}`).join('; ');
}

/** A page each, to be read on a screen or printed: one file that needs no other, and runs nothing. */
export function planSheetsHtml(sheets: readonly PlanSheet[], language: Language): string {
  const pages = sheets.map((sheet) => page(sheet, language)).join('\n');
  const [only, second] = sheets;
  const words = texts(language).report.planSheet;
  const title = only && !second ? words.heading(only.subject, only.key, only.period) : (only?.title ?? '');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${pages}
</body>
</html>
`;
}

const STYLE = `
body { font: 11pt/1.45 system-ui, sans-serif; color: #1a1a1a; margin: 0; background: #f3f3f1; }
article { background: #fff; max-width: 46rem; margin: 1.5rem auto; padding: 2rem 2.5rem; box-sizing: border-box; }
h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; border-bottom: 1px solid #bbb; }
h3 { font-size: 1rem; margin: .9rem 0 .2rem; } p { margin: .2rem 0; } .of { color: #555; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; }
th { border-bottom: 2px solid #444; font-size: .85rem; } td { border-bottom: 1px solid #ddd; }
td.no { width: 2.5rem; } td.number { white-space: nowrap; } .small { font-size: .85rem; color: #444; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
@media print { body { background: #fff; } article { margin: 0; padding: 0; max-width: none; break-after: page; }
  article:last-child { break-after: auto; } tr, h3, ul { break-inside: avoid; } @page { size: A4; margin: 18mm; } }
`;

function page(sheet: PlanSheet, language: Language): string {
  const words = texts(language).report.planSheet;
  const { indicators, ratings, awards } = sheet;
  const rows = indicators.map((indicator, index) => indicatorRow(indicator, index, language)).join('\n');
  const head = [words.columns.no, words.columns.indicator, words.target, words.weight]
    .map((title) => `<th scope="col">${escaped(title)}</th>`)
    .join('');
  const table = indicators.length > 0 ? `<table><thead><tr>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>` : '';
  return [
    '<article>',
    `<h1>${escaped(words.heading(sheet.subject, sheet.key, sheet.period))}</h1>`,
    `<p class="of">${escaped(sheet.title)}</p>`,
    `<h2>${escaped(words.indicators)}</h2>`,
    table || `<p>${escaped(words.nothing)}</p>`,
    ratings.length > 0 ? `<h2>${escaped(words.ratings)}</h2>` : '',
    ...ratings.map(
      ({ title, bands }) =>
        `<p><strong>${escaped(title)}</strong>: ${escaped(bands.map((b) => `${b.name} ${b.interval}`).join(', '))}</p>`,
    ),
    awards ? awardsHtml(awards, language) : '',
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function indicatorRow(indicator: SheetIndicator, index: number, language: Language): string {
  const words = texts(language).report.planSheet;
  const { no, title, target, weight, share, polarity } = indicator;
  const small = indicatorFacts(indicator, language)
    .filter(({ label }) => label !== words.target && label !== words.weight)
    .map(({ label, value }) => `<p class="small">${escaped(`${label}: ${value}`)}</p>`)
    .join('');
  const weighs = weight === null ? '' : share === null ? weight : words.share(weight, share);
  const name = `<strong>${escaped(title)}</strong><p class="small">${escaped(words.polarities[polarity])}</p>${small}`;
  return `<tr><td class="no">${escaped(no ?? String(index + 1))}</td><td>${name}</td><td class="number">${escaped(
    target ?? '',
  )}</td><td>${escaped(weighs)}</td></tr>`;
}

function awardsHtml(awards: NonNullable<PlanSheet['awards']>, language: Language): string {
  const words = texts(language).report.planSheet;
  const list = (parts: readonly string[]) => `<ul>${parts.map((part) => `<li>${escaped(part)}</li>`).join('')}</ul>`;
  const tiers = awards.tiers.map(({ title, conditions, room, grants }) =>
    [
      `<h3>${escaped(title)}</h3>`,
      list(conditions),
      room === null ? '' : `<p>${escaped(room)}</p>`,
      grants.length > 0 ? `<p>${escaped(`${words.grants}: ${grantList(grants)}`)}</p>` : '',
    ].join(''),
  );
  return [
    `<h2>${escaped(words.awards)}</h2>`,
    `<h3>${escaped(words.everyone)}</h3>`,
    list(awards.eligible),
    ...tiers,
    `<p>${escaped(words.otherwise(awards.otherwise))}</p>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of the data and of the rules as text of the page, whatever it holds. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
