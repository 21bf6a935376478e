import type { Pair } from './pair.ts';

/** 5: whether a rule leaves somebody out, fits twice, or says what nobody meant. */
export const policy = {
  TK501: ['  kurang: "[0..90)"\n  baik: "(90..100]"', '  kurang: "[0..90)"\n  baik: "[90..100]"'],
  TK502: ['  kurang: "[0..90]"\n  baik: "[90..100]"', '  kurang: "[0..90)"\n  baik: "[90..100]"'],
  TK503: ['  batasi: "[0..120]"\n  cakupan: "[0..100]"', '  batasi: "[0..120]"\n  cakupan: "[0..120]"'],
  TK504: ['  - { bila: [baik], maka: lulus }', '  - { bila: [baik], maka: lulus }\n  selain_itu: tidak_lulus'],
  TK505: [
    '  - { bila: ["baik, cukup"], maka: A }\n  - { bila: [cukup], maka: B }',
    '  - { bila: [baik], maka: A }\n  - { bila: [cukup], maka: B }',
  ],
  TK506: [
    '  - { bila: ["-"], maka: A }\n  - { bila: [baik], maka: B }',
    '  - { bila: [baik], maka: B }\n  - { bila: ["-"], maka: A }',
  ],
  TK507: [
    'masa_berlaku: { mulai: 2026-01-01 }\n  nilai: [{ mulai: 2026-07-01, nilai: 90 % }]',
    'masa_berlaku: { mulai: 2026-01-01 }\n  nilai: [{ mulai: 2026-01-01, nilai: 90 % }]',
  ],
  TK509: [
    '  batasi: "[0..99.5]"\n  pembulatan: { digit: 0, cara: potong }',
    '  batasi: "[0..100]"\n  pembulatan: { digit: 0, cara: potong }',
  ],
  TK510: ['  target: { 1: 20 %, 2: 45 %, 4: 95 % }', '  target: { 1: 20 %, 2: 45 %, 3: 70 %, 4: 95 % }'],
  TK511: ['  layanan: { … tanpa bobot … }', '  layanan: { …, bobot: 60 }'],
  TK512: [
    '  polarisasi: makin_rendah\n  capaian: realisasi / target * 100',
    '  polarisasi: makin_rendah\n  capaian: (2 * target - realisasi) / target * 100',
  ],
  TK513: [
    '  polarisasi: makin_tinggi\n  capaian: jika realisasi > 5 maka 50 selainnya 80',
    '  polarisasi: tanpa\n  capaian: jika realisasi > 5 maka 50 selainnya 80',
  ],
  TK514: ['= hadir <= 100 %', '= hadir <= 90 %'],
  TK515: ['  urutan: [hasil_bagi menurun]', '  urutan: [nilai_bulat menurun]'],
  TK516: ['  urutan: [ikm menurun]', '  urutan: [(ikm jika_kosong 0) menurun]'],
  TK517: ['  tengah: "(90..90.01)"', '  tengah: "[90..90.01]"'],
  TK518: ['  - { bila: ["Kota"], maka: 1 }', '  - { bila: ["Kota"], maka: 1 }\n  selain_itu: 0'],
  TK519: ['  rentang: "[100..0]"', '  rentang: "[0..100]"'],
  TK520: [
    '  masukan: [hasil, perilaku]\n  - { bila: [baik], maka: A }',
    '  masukan: [hasil, perilaku]\n  - { bila: [baik, sesuai], maka: A }',
  ],
  TK521: ['  - tingkat: emas\n  - tingkat: emas', '  - tingkat: emas\n  - tingkat: perak'],
  TK522: ['  hasilnya: { hasil_kerja: 99 }', '  hasilnya: { hasil_kerja: 100 }'],
  TK523: ['  diketahui: { hadir: 190 }', '  diketahui: { hadir: 90 }'],
  TK524: ['  hasilnya: { penghargaan: emas }', '  hasilnya: { penghargaan: perak }'],
  TK525: ['  bobot: 0', '  bobot: 20'],
  TK526: ['pembobotan: total_100\n  bobot: 60 dan 30', 'pembobotan: total_100\n  bobot: 60 dan 40'],
  TK527: [
    '  - { mulai: 2026-01-01, nilai: 90 % }\n  - { mulai: 2026-01-01, nilai: 95 % }',
    '  - { mulai: 2026-01-01, nilai: 90 % }\n  - { mulai: 2026-07-01, nilai: 95 % }',
  ],
  TK528: ['  berlaku_jika: jabatan = loket', '  berlaku_jika: jabatan di [loket, kepala]'],
  TK529: ['  porsi: 110 %', '  porsi: 10 %'],
  TK530: [
    '= 5 hari - (rerata(izin.hari) jika_kosong 0 hari)',
    '= 5 hari - bulatkan(rerata(izin.hari) jika_kosong 0 hari, 1, setengah_ke_atas)',
  ],
  TK531: ['= jumlah(izin.hari / izin.baku)', '= jumlah(izin.poin_bulat)'],
  TK550: ['pemeriksaan:\n  - pastikan: peringkat <= 10', 'penghargaan:\n  syarat: peringkat <= 10'],
  TK551: ['  bonus: penghargaan', '  bonus: predikat = baik'],
  TK552: [
    '  - { kategori: [tinggi], paling_banyak: 50 %, bila: golongan = muda }',
    '  - { kategori: [tinggi], paling_banyak: 50 % }',
  ],
  TK553: [
    '  - { kategori: [rendah], paling_sedikit: 1, turun_ke: rendah }',
    '  - { kategori: [rendah], paling_sedikit: 1 }',
  ],
  TK554: [
    'anggaran: { total: 5_000_000 IDR }\n  pemberian: { piagam: emas }',
    'anggaran: { total: 5_000_000 IDR }\n  pemberian: { insentif: … }',
  ],
  TK555: [
    '  bila_lebih: prorata\n  urutan: [hasil_kerja menurun]',
    '  bila_lebih: prorata\n  urutan: [hasil_kerja menurun, nip menaik]',
  ],
  TK556: [
    'hitungan:\n  naik: jika periode_lalu(peringkat) kosong maka kosong selainnya periode_lalu(peringkat) - peringkat',
    'hitungan:\n  naik: jika periode_lalu(nilai_akhir) kosong maka kosong selainnya nilai_akhir - periode_lalu(nilai_akhir)',
  ],
  TK557: [
    '  telat: { jenis: persen, digit: 1 }\n…\n      porsi: telat',
    '  telat: { jenis: persen, digit: 1, rentang: "[0..100]" }\n…\n      porsi: telat',
  ],
  TK558: [
    'contoh:\n  - periode: 2026-Q3\n    sebelumnya: [{ periode: 2026-Q4, diketahui: { hadir: 90 } }]',
    'contoh:\n  - periode: 2026-Q3\n    sebelumnya: [{ periode: 2026-Q2, diketahui: { hadir: 90 } }]',
  ],
  TK565: ['  konsolidasi: jumlah\n  pembulatan: { digit: 0, … }', '  konsolidasi: jumlah'],
  TK566: [
    '  masa_berlaku: { mulai: 2026-07-01, sampai: 2026-06-30 }',
    '  masa_berlaku: { mulai: 2026-07-01, sampai: 2026-12-31 }',
  ],
  TK567: ['segmen: { mulai: jabatan, … }', 'segmen: { mulai: tanggal_mulai, … }'],
  TK568: [
    '  jabatan: { jenis: pilihan, …, konsolidasi: jumlah }',
    '  jabatan: { jenis: pilihan, …, konsolidasi: terakhir }',
  ],
  TK569: ['  hadir: { jenis: persen, … }', '  hadir: { jenis: persen, …, konsolidasi: rerata }'],
  TK570: ['penghargaan:\n  syarat: layanan.realisasi > 10', 'penghargaan:\n  syarat: layanan.capaian > 90'],
  TK575: [
    '  - { tingkat: emas, bila: hasil >= 100 }\n  - { tingkat: perak, bila: hasil >= 105 }',
    '  - { tingkat: emas, bila: hasil >= 105 }\n  - { tingkat: perak, bila: hasil >= 100 }',
  ],
  TK576: [
    '  - { tingkat: emas, bila: hasil >= 110, kuota: … }\n  - { tingkat: perak, bila: hasil di [100..110) }',
    '  - { tingkat: emas, bila: hasil >= 110, kuota: … }\n  - { tingkat: perak, bila: hasil >= 100 }',
  ],
  TK577: ['  bila: hasil >= 110 dan hasil < 100', '  bila: hasil >= 100 dan hasil < 110'],
  TK578: [
    '= jika selesai + masuk > 90 izin maka 2 selainnya jika selesai + masuk > 100 izin maka 1 selainnya 0',
    '= jika selesai + masuk > 100 izin maka 1 selainnya jika selesai + masuk > 90 izin maka 2 selainnya 0',
  ],
  TK579: [
    '  - { bila: [di_atas, "-"], maka: 1 }\n  - { bila: ["sesuai, di_atas", "-"], maka: 2 }',
    '  - { bila: [di_atas, "-"], maka: 1 }\n  - { bila: [sesuai, "-"], maka: 2 }',
  ],
  TK580: [
    '  - { bila: ["sesuai, di_atas"], maka: baik }\n  - { bila: [sesuai], maka: baik }',
    '  - { bila: ["sesuai, di_atas"], maka: baik }',
  ],
  TK581: ['  - { bila: [di_bawah], maka: 1 }\n  - { bila: ["-"], maka: 1 }', '  - { bila: ["-"], maka: 1 }'],
  TK582: ['pembobotan: total_100 (terlalu banyak syarat berlaku_jika)', 'pembobotan: sesuaikan'],
  TK583: ['  bila: (terlalu banyak syarat sekaligus)', '  bila: memenuhi_syarat = ya'],
  TK584: [
    'data_masukan:\n  tunjangan: { jenis: uang }',
    'data_masukan:\n  tunjangan: { jenis: uang, rentang: "[0..50_000_000]" }',
  ],
  TK585: ['  - { mulai: 2026-08-15, nilai: 3_000_000 IDR }', '  - { mulai: 2026-07-01, nilai: 3_000_000 IDR }'],
  TK586: [
    'masa_berlaku: { mulai: 2026-01-01 }\n  ditinjau_sampai: 2026-09-30',
    'masa_berlaku: { mulai: 2026-01-01, sampai: 2026-09-30 }\n  ditinjau_sampai: 2026-09-30',
  ],
  TK587: ['(dua berkas berlaku mulai 2026-01-01)', '(yang lama: sampai 2026-06-30, yang baru: mulai 2026-07-01)'],
  TK590: ['parameter:\n  batas: { jenis: persen, rumus: 90 % } (tidak dipakai)', '= hadir >= batas'],
  TK591: [
    'parameter: { batas: … }\nfungsi:\n  f: { parameter: { batas: … } }',
    'parameter: { batas: … }\nfungsi:\n  f: { parameter: { batas_lama: … } }',
  ],
  TK592: ['= hadir >= 0.95 %', '= hadir >= 95 %'],
  TK593: [
    'nilai:\n  akhir: { rumus: …, pembulatan: tanpa }',
    'nilai:\n  akhir: { rumus: …, pembulatan: { digit: 2, cara: setengah_ke_atas } }',
  ],
  TK594: [
    '  urutan: [hasil_kerja menurun]\n  nilai_sama: keluarkan_semua',
    '  urutan: [hasil_kerja menurun, nip menaik]\n  nilai_sama: keluarkan_semua',
  ],
  TK595: ['= mutlak(lama - 5 hari) < 0.001 hari', '= lama = 5 hari'],
  TK596: ['= hadir <= 89.9 %', '= hadir < 90 %'],
  TK597: ['= terbesar(1,5, 2)', '= terbesar(1.5, 2)'],
  TK598: ['  judul: { id: Kehadiran }', '  judul: { id: Kehadiran, en: Attendance }'],
  TK599: [
    'hitungan:\n  langkah: hadir - 5 % (tidak dipakai)',
    'hitungan:\n  langkah: { judul: Selisih, rumus: hadir - 5 % }',
  ],
} as const satisfies Readonly<Record<string, Pair>>;
