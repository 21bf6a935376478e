-- Ruleset satu_indikator for 2026-07, in the words of Apache Spark (ANSI mode).
-- The session needs: SET spark.sql.ansi.enabled = true;
-- The session needs: SET spark.sql.analyzer.maxIterations = 1000;
-- The session needs: SET spark.sql.constraintPropagation.enabled = false;
-- Reads the table data: one row for each pegawai in the period, with these columns:
--   nip STRING NOT NULL
--   selesai DECIMAL(4, 0) NOT NULL
--   ditugaskan DECIMAL(4, 0) NOT NULL
-- Numbers are integers of their last digit throughout, so that no result depends on binary fractions.
WITH
-- The data as integers: a number in units of its last digit, a word by its number, a date in days.
source AS (
  SELECT
    `nip`,
    ROW_NUMBER() OVER (ORDER BY `nip`) AS `row_no`,
    COUNT(*) OVER (PARTITION BY `nip`) = 1 AS `is_unique`,
    (`nip` IS NOT NULL AND `nip` <> ''
      AND `selesai` IS NOT NULL AND (`selesai` IS NULL OR (`selesai` BETWEEN 0 AND 1000 AND `selesai` = FLOOR(`selesai`)))
      AND `ditugaskan` IS NOT NULL AND (`ditugaskan` IS NULL OR (`ditugaskan` BETWEEN 1 AND 1000 AND `ditugaskan` = FLOOR(`ditugaskan`)))) AS `is_legible`,
    COALESCE(CASE WHEN `selesai` BETWEEN 0 AND 1000 AND `selesai` = FLOOR(`selesai`) THEN CAST(`selesai` AS BIGINT) END, 0) AS `in_selesai`,
    COALESCE(CASE WHEN `ditugaskan` BETWEEN 1 AND 1000 AND `ditugaskan` = FLOOR(`ditugaskan`) THEN CAST(`ditugaskan` AS BIGINT) END, 1) AS `in_ditugaskan`
  FROM data
),

-- Whether the row can be scored: every cell is legible, its key stands once, and the rules accept it.
fit AS (
  SELECT
    *,
    (is_unique AND is_legible) AS `is_fit`
  FROM source
),

-- Of rows that are not fit nothing is computed: their integers are null.
fit_rows AS (
  SELECT
    `nip`,
    row_no,
    is_unique,
    is_legible,
    is_fit,
    CASE WHEN is_fit THEN `in_selesai` END AS `in_selesai`,
    CASE WHEN is_fit THEN `in_ditugaskan` END AS `in_ditugaskan`
  FROM fit
),

-- Indicators, scores, ratings, tables and conditions.
-- Here: penyelesaian_achievement_e1, penyelesaian_actual_e4.
steps_1 AS (
  SELECT
    *,
    LEAST(((2 * 1250 * `in_selesai` + `in_ditugaskan`) div (2 * `in_ditugaskan`)), 1200) AS `x_penyelesaian_achievement_e1`,
    (2 * 1000000 * `in_selesai` + `in_ditugaskan`) div (2 * `in_ditugaskan`) AS `x_penyelesaian_actual_e4`
  FROM fit_rows
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
    *,
    COALESCE(is_fit AND NOT (FALSE), FALSE) AS `is_accepted`
  FROM steps_2
),

assessed AS (
  SELECT
    *,
    COALESCE(is_accepted AND TRUE, FALSE) AS `is_assessed`
  FROM states
)

SELECT
  `nip`,
  '2026-07' AS `period`,
  CASE WHEN NOT is_accepted THEN 'rejected' WHEN is_assessed THEN 'scored' ELSE 'not_assessed' END AS `row_state`,
  CASE WHEN is_accepted THEN NULL WHEN NOT is_legible THEN 'cell' WHEN NOT is_unique THEN 'duplicate' WHEN NOT is_fit THEN 'requirement' ELSE 'computation' END AS `row_reason`,
  CASE WHEN is_accepted THEN CAST(`x_penyelesaian_achievement_e1` AS DECIMAL(4, 0)) * CAST(0.1 AS DECIMAL(2, 1)) END AS `nilai_akhir`,
  CASE WHEN is_accepted THEN CASE `x_golongan` WHEN 0 THEN 'cukup' WHEN 1 THEN 'kurang' END END AS `golongan`
FROM assessed
