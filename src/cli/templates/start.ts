/** What `takar init` writes: a small ruleset that passes `check` and `test`, data for it, and a page on both. */
export interface Template {
  readonly name: string;
  readonly text: string;
}

const RULESET = `# Aturan penilaian triwulanan. Ubah isinya, lalu periksa dengan: takar check penilaian.takar.yaml
takar: 1
bahasa: id
aturan: penilaian
judul: Penilaian triwulanan
subjek: pegawai
periode: triwulan

# Rumus capaian yang sudah jadi; yang lain dapat ditulis sendiri di bawah "fungsi".
impor:
  - dari: takar:capaian@1
    pakai:
      - capaian_makin_tinggi

# Kolom-kolom berkas data: satu baris untuk satu pegawai dalam satu triwulan.
data_masukan:
  nip:
    jenis: teks
    kunci: ya
  unit_kerja:
    jenis: teks
  berkas_diterima:
    jenis: cacah
    satuan: berkas
    maksimum: 10_000 berkas
  berkas_selesai:
    jenis: cacah
    satuan: berkas
    maksimum: 10_000 berkas
  kehadiran:
    jenis: persen
    digit: 2
    rentang: "[0..100]"

# Baris yang tidak memenuhi ini ditolak, dengan pesan berikut.
pemeriksaan:
  - pastikan: berkas_selesai <= berkas_diterima
    pesan: Berkas yang selesai melebihi berkas yang diterima

# Apa yang dinilai, dan bagaimana capaiannya dihitung (100 = target tercapai).
indikator:
  penyelesaian:
    judul: Berkas selesai pada waktunya
    polarisasi: makin_tinggi
    # Tanpa berkas tidak ada yang dapat dinilai.
    realisasi: jika berkas_diterima = 0 maka kosong selainnya persentase(berkas_selesai, berkas_diterima)
    target: 90 %
    capaian: capaian_makin_tinggi(realisasi, target)
    batasi: "[0..120]"
    pembulatan:
      digit: 2
      cara: setengah_ke_atas
    bobot: 60
    bila_kosong: keluarkan
  disiplin:
    judul: Kehadiran
    polarisasi: makin_tinggi
    realisasi: kehadiran
    target: 95 %
    capaian: capaian_makin_tinggi(realisasi, target)
    batasi: "[0..120]"
    pembulatan:
      digit: 2
      cara: setengah_ke_atas
    bobot: 40
    bila_kosong: tolak

# Bobot dibagi ulang di antara indikator yang terisi.
pembobotan: sesuaikan

nilai:
  hasil_kerja:
    rumus: rerata_tertimbang(indikator)
    pembulatan:
      digit: 2
      cara: setengah_ke_atas

# Celah dan tumpang tindih antarkategori ditemukan oleh takar check.
klasifikasi:
  hasil:
    dari: hasil_kerja
    cakupan: "[0..120]"
    kategori:
      kurang: "[0..90)"
      baik: "[90..105)"
      sangat_baik: "[105..120]"

# Terbaik dahulu: tingkat pertama yang syaratnya terpenuhi dan kuotanya masih ada.
penghargaan:
  syarat: kehadiran >= 90 %
  tingkatan:
    - tingkat: emas
      bila: hasil = sangat_baik
      kuota:
        porsi: 20 %
        pembulatan: ke_bawah
        paling_sedikit: 1
        dari: diterima
        dalam_kelompok: unit_kerja
        urutan:
          - hasil_kerja menurun
          - kehadiran menurun
          - nip menaik
        nilai_sama: hentikan
      pemberian:
        piagam: Piagam Emas
    - tingkat: perak
      bila: hasil >= baik
      pemberian:
        piagam: Piagam Perak
  selain_itu: tanpa_penghargaan

# Dijalankan oleh takar test; juga penjelasan aturan bagi pembacanya.
contoh:
  - nama: tepat memenuhi kedua target
    periode: 2026-Q1
    diketahui:
      nip: "1"
      unit_kerja: Loket
      berkas_diterima: 100
      berkas_selesai: 90
      kehadiran: 95
    hasilnya:
      penyelesaian.capaian: 100.00
      hasil_kerja: 100.00
      hasil: baik
      penghargaan: perak
  - nama: tanpa berkas hanya kehadiran yang dinilai
    periode: 2026-Q1
    diketahui:
      nip: "2"
      unit_kerja: Loket
      berkas_diterima: 0
      berkas_selesai: 0
      kehadiran: 98.80
    hasilnya:
      penyelesaian.keadaan: excluded
      hasil_kerja: 104.00
      penghargaan: perak
`;

const DATA = `nip,period,unit_kerja,berkas_diterima,berkas_selesai,kehadiran
P-001,2026-Q1,Loket,120,118,99.10
P-002,2026-Q1,Loket,95,80,96.00
P-003,2026-Q1,Loket,110,105,97.25
P-004,2026-Q1,Arsip,40,40,100.00
P-005,2026-Q1,Arsip,0,0,93.50
P-006,2026-Q1,Arsip,35,20,88.00
`;

const README_ID = `# Penilaian triwulanan

- \`penilaian.takar.yaml\`: aturannya. Setiap bagian dijelaskan oleh catatan di dalamnya.
- \`data-2026-Q1.csv\`: data contoh, satu baris untuk satu pegawai.

Langkah-langkah:

1. Periksa aturan: \`takar check penilaian.takar.yaml\`
2. Jalankan contoh di dalamnya: \`takar test penilaian.takar.yaml\`
3. Hitung nilai dan penghargaan:

       takar score penilaian.takar.yaml --data data-2026-Q1.csv --period 2026-Q1 --out hasil.csv --rejects ditolak.csv

4. Tanyakan bagaimana satu hasil diperoleh:

       takar explain penilaian.takar.yaml --data data-2026-Q1.csv --period 2026-Q1 --key P-001

Arti sebuah kode temuan: \`takar why TK501\`. Dalam kata Inggris: \`takar fmt --to en penilaian.takar.yaml\`.
`;

const README_EN = `# Quarterly evaluation

- \`penilaian.takar.yaml\`: the rules, in Indonesian words. Comments in it explain each part.
- \`data-2026-Q1.csv\`: sample data, one row an employee.

Steps:

1. Check the rules: \`takar check penilaian.takar.yaml\`
2. Run the examples in them: \`takar test penilaian.takar.yaml\`
3. Work out scores and awards:

       takar score penilaian.takar.yaml --data data-2026-Q1.csv --period 2026-Q1 --out results.csv --rejects rejects.csv

4. Ask how one result came about:

       takar explain penilaian.takar.yaml --data data-2026-Q1.csv --period 2026-Q1 --key P-001

What the code of a finding means: \`takar why TK501\`. The rules in English words: \`takar fmt --to en penilaian.takar.yaml\`.
`;

export function startFiles(language: 'id' | 'en'): readonly Template[] {
  return [
    { name: 'penilaian.takar.yaml', text: RULESET },
    { name: 'data-2026-Q1.csv', text: DATA },
    { name: 'README.md', text: language === 'id' ? README_ID : README_EN },
  ];
}
