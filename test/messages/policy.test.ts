import { expect, it } from 'vitest';
import { diagnostic } from '../../src/base/diagnostic.ts';
import { say } from '../../src/messages/say.ts';
import { interval, q, span } from '../exact/program.ts';

const here = span(0, 1);

it('a gap is told of a person’s value, in the numbers of the language', () => {
  const gap = diagnostic('TK501', here, {
    rating: 'hasil',
    score: 'hasil_kerja',
    value: q('89.995'),
    digits: 3,
    employee: [{ name: 'kehadiran', value: q('95'), unit: '%' }],
  });
  expect(say(gap, 'id').message).toBe(
    "Ada nilai yang tidak masuk kategori mana pun pada 'hasil'. Contoh yang tidak mendapat kategori: hasil_kerja = 89,995. Nilai ini dibulatkan ke 3 angka di belakang koma. Contohnya pegawai dengan kehadiran = 95 %.",
  );
  expect(say(gap, 'en').message).toBe(
    "Some values fall in no band of 'hasil'. For example: hasil_kerja = 89.995. This value is rounded to 3 digits after the point. Such is an employee with kehadiran = 95 %.",
  );
});

it('polarity is named with the words of the language', () => {
  const wrong = diagnostic('TK512', here, { indicator: 'lama', polarity: 'minimize' });
  expect(say(wrong, 'id').message).toContain('makin_rendah');
  expect(say(wrong, 'en').message).toContain('minimize');
  expect(say(wrong, 'id').help).toContain('realisasi yang lebih kecil tidak boleh menurunkan capaian');
});

it('ranges are printed as intervals', () => {
  const args = { rating: 'hasil', score: 'x', range: interval('[0..1300]'), domain: interval('[0..120]') };
  expect(say(diagnostic('TK503', here, args), 'id').message).toContain('[0..1.300]');
  expect(say(diagnostic('TK503', here, args), 'en').message).toContain('[0..1,300]');
});

it('a row that meets another everywhere says so', () => {
  const args = { table: 't', cell: [], first: 1, second: 2, employee: null };
  expect(say(diagnostic('TK505', here, args), 'en').message).toContain('for all values');
  expect(say(diagnostic('TK505', here, args), 'en').message).toContain('an employee for whom it is so was not found');
  expect(say(diagnostic('TK505', here, { ...args, employee: [] }), 'en').message).not.toContain('employee');
});
