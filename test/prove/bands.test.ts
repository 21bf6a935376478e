import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { numberType } from '../../src/language/types.ts';
import type { Rating } from '../../src/model/ruleset.ts';
import { faultsOfBands } from '../../src/prove/bands.ts';
import { prove } from '../../src/prove/prove.ts';
import { Builder, interval } from '../exact/program.ts';
import { rating as ratingOf } from './rating.ts';

function rating(domain: string, bands: Readonly<Record<string, string>>): Rating {
  return ratingOf(interval(domain), Object.values(bands).map(interval), Object.keys(bands));
}

/** `TK501@10 89.995` and the like. */
function brief(finding: Diagnostic): string {
  const at = finding.place.kind === 'text' ? finding.place.span.start : '';
  const value = 'value' in finding.args ? ` ${finding.args.value}` : '';
  return `${finding.code}@${at}${value}`;
}

function faults(digits: number | null, domain: string, bands: Readonly<Record<string, string>>): readonly string[] {
  return faultsOfBands(rating(domain, bands), digits, 'hasil_kerja').map(brief);
}

describe('bands', () => {
  const whole = { a: '[0..90)', b: '[90..110)', c: '[110..120]' };

  it('that meet are complete', () => {
    expect(faults(null, '[0..120]', whole)).toEqual([]);
    expect(faults(2, '[0..120]', whole)).toEqual([]);
  });

  it('may leave out what rounding leaves out, and no more', () => {
    const bands = { a: '[0..89.99]', b: '[90..120]' };
    expect(faults(2, '[0..120]', bands)).toEqual([]);
    expect(faults(3, '[0..120]', bands)).toEqual(['TK501@10 89991/1000']);
    expect(faults(null, '[0..120]', bands)).toEqual(['TK501@10 17999/200']);
  });

  it('name the number between two open ends', () => {
    expect(faults(2, '[0..120]', { a: '[0..90)', b: '(90..120]' })).toEqual(['TK501@10 90']);
  });

  it('show every gap with both neighbours, also before the first and after the last', () => {
    const broken = { a: '(0..50]', b: '[60..70]', c: '[70..110]' };
    expect(faults(0, '[0..120]', broken)).toEqual(['TK501@10 0', 'TK501@10 51', 'TK501@30 111', 'TK502@30 70']);
    const [, middle] = faultsOfBands(rating('[0..120]', broken), 0, 'x');
    expect(middle?.related.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('that overlap show a shared value', () => {
    expect(faults(2, '[0..120]', { a: '[0..90]', b: '[90..120]' })).toEqual(['TK502@20 90']);
    expect(faults(null, '[0..120]', { a: '[0..91)', b: '(90..120]' })).toEqual(['TK502@20 181/2']);
    expect(faults(2, '[0..120]', { a: '[0..90.001)', b: '(90..120]' })).toEqual([]);
  });

  it('that hold nothing are shown', () => {
    expect(faults(2, '[0..120]', { a: '[0..120]', b: '(120..130]', c: '(90..90.01)' })).toEqual([
      'TK517@20',
      'TK517@30',
    ]);
  });

  it('are not empty merely because another covers them', () => {
    expect(faults(2, '[0..100]', { a: '[0..100]', b: '[50..60]' })).toEqual(['TK502@20 50']);
  });

  it('cover an endless domain', () => {
    expect(faults(null, '(..)', { a: '(..0)', b: '[0..)' })).toEqual([]);
    expect(faults(null, '(..)', { a: '(..0)', b: '(0..5)' })).toEqual(['TK501@10 0', 'TK501@20 5']);
  });
});

describe('what is rated', () => {
  it('must stay inside the domain', () => {
    const b = new Builder();
    const node = b.add({ op: 'input', name: 'x' }, numberType('', 2));
    const rated = rating('[0..120]', { a: '[0..120]' });
    const program = (top: string) => {
      const inputs = new Map([['x', { ...inputOf(), range: interval(`[0..${top}]`) }]]);
      return b.build({
        ratings: new Map([['hasil', node]]),
        ruleset: { ratings: new Map([['hasil', rated]]), inputs },
      });
    };
    expect(prove(program('120')).map(brief)).toEqual([]);
    expect(prove(program('120.01')).map(brief)).toEqual(['TK503@5']);
  });
});

function inputOf() {
  const b = new Builder();
  b.input('x');
  const input = b.inputs.get('x');
  if (!input) throw new Error('an input');
  return input;
}
