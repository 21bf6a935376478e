import type { PlanSheetTexts } from '../texts.ts';

const within = (group: string): string => (group === '' ? '' : ` dengan ${group} yang sama`);

export const planSheet = (): PlanSheetTexts => ({
  heading: (subject, key, period) => `Rencana kerja ${subject} ${key}, ${period}`,
  indicators: 'Indikator saya',
  nothing: 'Tidak ada indikator yang berlaku.',
  target: 'Sasaran',
  weight: 'Bobot',
  share: (weight, share) => `${weight} (${share} dari seluruhnya)`,
  formula: 'Capaian dihitung',
  polarities: {
    maximize: 'makin tinggi makin baik',
    minimize: 'makin rendah makin baik',
    stabilize: 'makin dekat sasaran makin baik',
    none: 'menurut rumusnya',
  },
  changes: 'Berubah dalam periode ini',
  change: (from, to, target) => `${from} sampai ${to}: ${target}`,
  revisions: {
    latest: 'yang dipakai: sasaran pada akhir periode',
    prorate_days: 'yang dipakai: sasaran ditimbang menurut hari',
    by_segment: 'yang dipakai: tiap penggal dinilai terhadap sasarannya, ditimbang menurut hari',
  },
  ratings: 'Klasifikasi',
  awards: 'Yang memberi penghargaan',
  everyone: 'Syarat bagi semua',
  grants: 'Diberikan',
  otherwise: (name) => `Selain itu: ${name}`,
  roomByCount: (count, group) => `Tempat: ${count} orang${within(group)}`,
  roomByShare: (share, group) => `Tempat: ${share} dari orang${within(group)}`,
  columns: { no: 'No.', indicator: 'Indikator' },
  comparisons: {
    relations: {
      '=': (left, right) => `${left}: ${right}`,
      '!=': (left, right) => `${left} bukan ${right}`,
      '<': (left, right) => `${left} kurang dari ${right}`,
      '<=': (left, right) => `${left} paling banyak ${right}`,
      '>': (left, right) => `${left} lebih dari ${right}`,
      '>=': (left, right) => `${left} paling sedikit ${right}`,
    },
    among: (of, values) => `${of}: salah satu dari ${values.join(', ')}`,
    holds: (name) => `${name}: ya`,
    always: 'Tidak ada syarat',
  },
});
