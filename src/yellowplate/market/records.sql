-- The highest and the lowest exact month of a subject, the earliest where several are equal.
WITH exact AS (
    SELECT start, lo AS units, status, voices, reports
    FROM standing
    WHERE kind = $kind AND ranking = $ranking AND subject = $subject AND start <= $until
        AND lo = hi AND status <> 'disputed'
),
extremes AS (SELECT min(units) AS lowest, max(units) AS highest, min(start) AS since, count(*) AS months FROM exact)
SELECT CASE WHEN e.units = x.highest THEN 'highest' ELSE 'lowest' END AS record,
    min(e.start) AS start, e.units, arg_min(e.status, e.start) AS status, arg_min(e.voices, e.start) AS voices,
    arg_min(e.reports, e.start) AS reports, x.since, x.months
FROM exact e
JOIN extremes x ON e.units IN (x.highest, x.lowest)
GROUP BY e.units, x.highest, x.lowest, x.since, x.months
ORDER BY record
