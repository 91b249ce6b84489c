-- How the single months of each kind of subject are known, by calendar year.
-- A derived month with Reports against it was printed, but never right; a bounded one has an upper bound.
WITH months AS (
    SELECT f.start // 12 AS year, s.kind, f.status, f.hi, len(f.reports_against) > 0 AS printed_wrong
    FROM figures f
    JOIN subjects s ON s.id = f.subject
    WHERE f.months = 1 AND f.scope = '' AND f.subject <> 'other'
),
counts AS (
    SELECT year, kind,
        count(*) FILTER (status = 'printed') AS printed,
        count(*) FILTER (status = 'derived' AND NOT printed_wrong) AS derived,
        count(*) FILTER (status = 'derived' AND printed_wrong) AS corrected,
        count(*) FILTER (status = 'bounded' AND hi IS NOT NULL) AS bounded,
        count(*) FILTER (status = 'disputed') AS disputed
    FROM months
    GROUP BY year, kind
)
SELECT * FROM counts ORDER BY year, list_position(['nameplate', 'maker', 'segment'], kind)
