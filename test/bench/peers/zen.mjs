import { ZenEngine } from '@gorules/zen-engine';
import { formulas, INDICATORS, numberRow, RATINGS, TIERS } from '../work.mjs';

export const name = 'zen-engine, 500 in flight';
export const inFlight = 500;

/** A decision of one node of expressions, evaluated by the native engine on its own threads. */
export function prepare(data, rows) {
  const { parts, mean, final } = formulas({
    abs: (x) => `abs(${x})`,
    clamp: (x) => `min([120, max([0, ${x}])])`,
    round: (x) => `round(${x}, 2)`,
  });
  const expressions = [
    ...INDICATORS.map((k) => [`p${k}`, parts[k]]),
    ['w', mean((k) => `$.p${k}`)],
    ['f', final('$.w')],
    [
      'r',
      `$.f >= 110 ? 'sangat_baik' : $.f >= 90 ? 'baik' : $.f >= 70 ? 'butuh_perbaikan' : $.f >= 50 ? 'kurang' : 'sangat_kurang'`,
    ],
    [
      't',
      `not(hukuman == 'tidak_ada' and kehadiran >= 95) ? 'tanpa' : $.r == 'sangat_baik' ? 'emas' : $.r == 'baik' ? 'perak' : 'tanpa'`,
    ],
  ].map(([key, value]) => ({ id: key, key, value }));
  const nodes = [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
    { id: 'work', type: 'expressionNode', name: 'work', position: { x: 0, y: 0 }, content: { expressions } },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
  ];
  const edges = [
    { id: 'e1', type: 'edge', sourceId: 'in', targetId: 'work' },
    { id: 'e2', type: 'edge', sourceId: 'work', targetId: 'out' },
  ];
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify({ nodes, edges })));
  const all = Array.from({ length: rows }, (_, i) => numberRow(data, i));
  return async (i) => {
    const { result } = await decision.evaluate(all[i]);
    return { score: result.f, rating: RATINGS.indexOf(result.r), tier: TIERS.indexOf(result.t) };
  };
}
