-- Who stands first in the month $until, since when without a break, and who led before.
-- A month whose leader isn't known ends a run: what lies beyond it is not claimed.
WITH leaders AS (
    SELECT start AS month, min(subject) AS subject
    FROM standing
    WHERE kind = $kind AND ranking = $ranking AND place = 1 AND start <= $until
    GROUP BY start
),
islands AS (
    SELECT subject, month, month - row_number() OVER (PARTITION BY subject ORDER BY month) AS island FROM leaders
),
runs AS (SELECT subject, min(month) AS since, max(month) AS until FROM islands GROUP BY subject, island),
present AS (SELECT * FROM runs WHERE until = $until),
earlier AS (
    SELECT max(r.until) AS until FROM runs r JOIN present p ON r.subject = p.subject AND r.until < p.since
)
SELECT p.subject, p.since,
    CASE
        WHEN p.since - e.until - 1 = (SELECT count(*) FROM leaders WHERE month > e.until AND month < p.since)
        THEN p.since - e.until - 1
    END AS away,
    (SELECT subject FROM leaders WHERE month = p.since - 1) AS led_before,
    (SELECT min(month) FROM leaders) AS known_since
FROM present p
CROSS JOIN earlier e
