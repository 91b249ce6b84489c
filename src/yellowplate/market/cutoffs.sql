-- The longest public list of every period: the places 1 to n that are all printed, and the units of place n,
-- or of the last place above it that has any upper bound.
-- A list of all cars is a list of its kei and of its registered cars too, down to the same units.
WITH printed AS (
    SELECT s.kind, r.segment, r.start, r.months, r.digits AS place, max(f.hi) AS units,
        list(DISTINCT r.subject) AS subjects
    FROM reports r
    JOIN subjects s ON s.id = r.subject
    JOIN figures f ON f.subject = r.subject AND f.start = r.start AND f.months = r.months
    LEFT JOIN verdicts v ON v.report = r.id
    WHERE r.measure = 'rank' AND r.relation = '=' AND r.scope = '' AND f.scope = '' AND f.lo > 0
        AND (r.segment = f.segment OR (s.kind = 'nameplate' AND r.segment IN ('all', 'kei')))
        AND coalesce(v.judgement, '') <> 'contradicted'
    GROUP BY ALL
),
counted AS (
    SELECT *, row_number() OVER (PARTITION BY kind, segment, start, months ORDER BY place) AS nth FROM printed
),
lists AS (
    SELECT kind, segment, start, months, max(place) AS depth, arg_max(units, place) AS units,
        flatten(list(subjects)) AS members
    FROM counted WHERE place = nth GROUP BY ALL
)
SELECT * FROM lists
UNION ALL
SELECT l.kind, part.segment, l.start, l.months, 0 AS depth, l.units, l.members
FROM lists l
CROSS JOIN (VALUES ('kei-passenger'), ('registered')) AS part (segment)
WHERE l.segment = 'all' AND l.kind = 'nameplate'
