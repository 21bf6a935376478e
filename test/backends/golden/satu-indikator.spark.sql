-- Ruleset satu_indikator for 2026-07, in the words of Apache Spark (ANSI mode).
-- The session needs: SET spark.sql.ansi.enabled = true;
-- The session needs: SET spark.sql.analyzer.maxIterations = 1000;
-- The session needs: SET spark.sql.constraintPropagation.enabled = false;
-- Reads the table data: one row for each pegawai in the period, with these columns:
--   nip STRING NOT NULL
--   selesai DECIMAL(4, 0) NOT NULL
--   ditugaskan DECIMAL(4, 0) NOT NULL
-- Numbers are integers of their last digit throughout, so that no result depends on binary fractions.
-- Columns: raw_ as the data have it, in_ as an integer, no_ where there is none, x_ what the ruleset calls so
-- (x_score_e2 in hundredths), s12 a step of the calculation, c12 one of the checks.
WITH
-- Keys that stand more than once: none of their rows is scored.
repeated_keys AS (
  SELECT
    d.`nip` AS `raw_nip`,
    COUNT(*) AS times
  FROM `data` d
  GROUP BY d.`nip`
  HAVING COUNT(*) > 1
),

-- The data as numbers: a number in units of its last digit, a word by its number, a date in days.
source AS (
  SELECT
    d.`nip` AS `raw_nip`,
    r.times IS NULL AS `is_unique`,
    d.`nip` IS NOT NULL AND d.`nip` <> '' AS `is_filled`,
    d.`selesai` AS `in_selesai`,
    d.`ditugaskan` AS `in_ditugaskan`
  FROM `data` d
  LEFT JOIN repeated_keys r ON r.`raw_nip` = d.`nip`
),

-- Whether every cell holds one of the values that its column may have.
legible AS (
  SELECT
    *,
    COALESCE(is_filled
      AND `in_selesai` BETWEEN 0 AND 1000 AND `in_selesai` = FLOOR(`in_selesai`)
      AND `in_ditugaskan` BETWEEN 1 AND 1000 AND `in_ditugaskan` = FLOOR(`in_ditugaskan`), FALSE) AS `is_legible`
  FROM source
),

-- Of other rows, and of those whose key stands twice, the integers are null.
cells AS (
  SELECT
    `raw_nip`,
    is_unique,
    is_legible,
    is_unique AND is_legible AS is_fit,
    CASE WHEN is_unique AND is_legible THEN CAST(`in_selesai` AS BIGINT) END AS `in_selesai`,
    CASE WHEN is_unique AND is_legible THEN CAST(`in_ditugaskan` AS BIGINT) END AS `in_ditugaskan`
  FROM legible
),

-- Indicators, scores, ratings, tables and conditions.
-- Here: penyelesaian_achievement_e1.
steps_1 AS (
  SELECT
    *,
    LEAST(((2 * 1250 * `in_selesai` + `in_ditugaskan`) div (2 * `in_ditugaskan`)), 1200) AS `x_penyelesaian_achievement_e1`
  FROM cells
),

-- Here: golongan.
steps_2 AS (
  SELECT
    *,
    CAST(CASE WHEN (`x_penyelesaian_achievement_e1` <= 999) THEN 1 ELSE 0 END AS BIGINT) AS `x_golongan`
  FROM steps_1
),

-- What became of each row.
states AS (
  SELECT
    `raw_nip`,
    is_unique,
    is_legible,
    is_fit,
    `x_penyelesaian_achievement_e1`,
    `x_golongan`,
    is_fit AS `is_accepted`,
    is_fit AS `is_assessed`
  FROM steps_2
)

SELECT
  `raw_nip` AS `nip`,
  '2026-07' AS `period`,
  CASE WHEN NOT is_accepted THEN 'rejected' WHEN is_assessed THEN 'scored' ELSE 'not_assessed' END AS `row_state`,
  CASE
    WHEN is_accepted THEN NULL
    WHEN NOT is_legible THEN 'cell'
    WHEN NOT is_unique THEN 'duplicate'
    WHEN NOT is_fit THEN 'requirement'
    ELSE 'computation'
  END AS `row_reason`,
  CASE WHEN is_accepted THEN CAST(`x_penyelesaian_achievement_e1` AS DECIMAL(4, 0)) * CAST(0.1 AS DECIMAL(2, 1)) END AS `nilai_akhir`,
  CASE WHEN is_accepted THEN CASE `x_golongan` WHEN 0 THEN 'cukup' WHEN 1 THEN 'kurang' END END AS `golongan`
FROM states
