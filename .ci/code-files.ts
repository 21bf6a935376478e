import { CODES, type Code, SEVERITIES } from '../src/base/codes.ts';
import type { Language } from '../src/language/vocabulary.ts';
import { exampleOf } from '../src/messages/examples/index.ts';
import { texts, why } from '../src/messages/say.ts';

const HEADINGS = {
  id: {
    title: 'Semua temuan takar',
    intro:
      'Dibuat dari katalog pesan; jangan disunting dengan tangan. `takar why KODE` menampilkan satu bagian. Kode tidak pernah berubah arti.',
    hundreds: {
      1: 'Cara menulis berkas aturan',
      2: 'Rumus',
      3: 'Nama',
      4: 'Jenis dan satuan',
      5: 'Maksud aturan',
      6: 'Data',
      7: 'Penilaian satu baris',
      8: 'Kelompok, kuota, dan anggaran',
      9: 'Perintah dan berkas',
    },
  },
  en: {
    title: 'All findings of takar',
    intro:
      'Made from the catalogue of messages; not to be edited by hand. `takar why CODE` shows one section. No code ever changes its meaning.',
    hundreds: {
      1: 'How a rule file is written',
      2: 'Formulas',
      3: 'Names',
      4: 'Kinds and units',
      5: 'The sense of a rule',
      6: 'Data',
      7: 'Scoring one row',
      8: 'Groups, quotas and budgets',
      9: 'Commands and files',
    },
  },
} as const;

/** The page of all codes, in both languages, by path. */
export function codeFiles(): Record<string, string> {
  return { 'grammar/temuan.md': page('id'), 'grammar/findings.md': page('en') };
}

function page(language: Language): string {
  const { title, intro, hundreds } = HEADINGS[language];
  const sections = Object.entries(hundreds).flatMap(([hundred, heading]) => [
    `## ${heading}`,
    ...CODES.filter((code) => code.startsWith(`TK${hundred}`)).map((code) => section(code, language)),
  ]);
  return `${[`# ${title}`, intro, ...sections].join('\n\n')}\n`;
}

function section(code: Code, language: Language): string {
  const { whyBad, whyMended } = texts(language).runner;
  const { bad, mended } = exampleOf(code, language);
  const block = (text: string) => ['```', text.replace(/^= /, ''), '```'].join('\n');
  const severity = texts(language).report[SEVERITIES[code]];
  return [
    `### ${code} (${severity})`,
    why(code, language).trim(),
    `${whyBad}:`,
    block(bad),
    `${whyMended}:`,
    block(mended),
  ].join('\n\n');
}
