import type { Case, Employee } from '../base/codes.ts';
import type { Language } from '../language/vocabulary.ts';
import { forPeople } from '../number/text.ts';

/** `hasil_kerja = 89,995, jabatan = keuangan`; `any` where nothing in particular is needed. */
export function caseText(parts: Case, language: Language, any: string): string {
  const texts = parts.map(({ name, value, unit }) => {
    return `${name} = ${typeof value === 'string' ? value : forPeople(value, language, { unit })}`;
  });
  return texts.length === 0 ? any : texts.join(', ');
}

const SENTENCES = {
  id: {
    shown: (text: string) => ` Contohnya pegawai dengan ${text}.`,
    possible: ' Dari rentang nilainya keadaan itu mungkin, tetapi belum ditemukan contoh pegawainya.',
  },
  en: {
    shown: (text: string) => ` Such is an employee with ${text}.`,
    possible: ' By the ranges of the values it is possible; an employee for whom it is so was not found.',
  },
} as const satisfies Record<Language, unknown>;

/** A sentence on who it happens to, or that nobody was found; nothing where the finding has said it. */
export function employeeSentence(employee: Employee, language: Language): string {
  if (employee === null) return SENTENCES[language].possible;
  return employee.length === 0 ? '' : SENTENCES[language].shown(caseText(employee, language, ''));
}
