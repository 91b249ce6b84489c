-- Where the subjects of a ranking stand in each run of $months months that begins in one of $starts.
-- An exact figure of the run itself wins, else the sum of its exact months, else the bounds that both leave.
-- Whoever isn't on a public list is at or below its cut-off, and never above what the others leave of the segment's total.
-- A car that is counted in another line is no line of its own.
-- A month in which a car wasn't sold adds nothing to a run; a run of such months is no line.
-- A place is given where it is certain or printed. The segment's total comes as a line of its own, without a place.
WITH asked AS (SELECT unnest($starts::INTEGER[]) AS start),
calendar AS (SELECT start, unnest(range(start, start + $months)) AS month FROM asked),
members AS (
    SELECT f.*, f.lo = f.hi AND f.status <> 'disputed' AS exact,
        CASE WHEN f.status = 'disputed' THEN list_concat(f.reports_for, f.reports_against) ELSE f.reports_for END AS reports
    FROM figures f
    JOIN subjects s ON s.id = f.subject
    WHERE f.scope = '' AND f.subject <> 'other' AND (
        (s.kind = $kind AND list_contains($segments, f.segment))
        OR (f.subject = $ranking AND f.segment = $ranking)
    ) AND NOT EXISTS (
        FROM counted k WHERE k.member = f.subject AND f.start >= k.start AND f.start + f.months - 1 <= k.until
    )
),
lines AS (SELECT DISTINCT subject, segment, subject = $ranking AS total FROM members),
lists AS (
    SELECT start, months, units, members
    FROM cutoffs
    WHERE kind = $kind AND segment = $ranking AND units IS NOT NULL AND (
        (months = $months AND start IN (SELECT start FROM asked)) OR (months = 1 AND start IN (SELECT month FROM calendar))
    )
),
limits AS (SELECT start, months, min(units) AS units FROM lists GROUP BY ALL),
caps AS (
    SELECT l.subject, l.segment, c.start, c.months, min(c.units) AS units
    FROM lines l
    JOIN lists c ON NOT l.total AND NOT list_contains(c.members, l.subject)
    GROUP BY ALL
),
unlisted AS (
    SELECT c.start, CASE WHEN count(l.units) = $months THEN sum(l.units) END AS units
    FROM calendar c
    LEFT JOIN limits l ON l.start = c.month AND l.months = 1
    GROUP BY ALL
),
monthly AS (
    SELECT c.start, l.subject, l.segment, f.lo IS NULL AND a.subject IS NOT NULL AS absent, coalesce(f.lo, 0) AS lo,
        absent OR coalesce(f.exact, FALSE) AS exact,
        CASE
            WHEN absent THEN 0
            WHEN f.exact THEN f.hi
            WHEN cap.units < f.lo THEN f.lo
            ELSE least(f.hi, cap.units)
        END AS hi, f.reports
    FROM calendar c
    CROSS JOIN lines l
    LEFT JOIN members f ON f.subject = l.subject AND f.segment = l.segment AND f.start = c.month AND f.months = 1
    LEFT JOIN caps cap ON cap.subject = l.subject AND cap.segment = l.segment AND cap.start = c.month AND cap.months = 1
    LEFT JOIN absences a ON a.subject = l.subject AND c.month BETWEEN a.start AND a.until
),
sums AS (
    SELECT start, subject, segment, sum(lo) AS lo, CASE WHEN count(hi) = $months THEN sum(hi) END AS hi,
        bool_and(exact) AND NOT bool_and(absent) AS exact, flatten(list(reports) FILTER (reports IS NOT NULL)) AS reports
    FROM monthly
    GROUP BY ALL
),
merged AS (
    SELECT s.start, s.subject, s.segment, l.total,
        CASE
            WHEN r.exact OR r.status = 'disputed' THEN r.lo
            WHEN s.exact THEN s.lo
            ELSE greatest(r.lo, s.lo)
        END AS lo,
        CASE
            WHEN r.exact OR r.status = 'disputed' THEN r.hi
            WHEN s.exact THEN s.hi
            WHEN least(r.hi, s.hi, cap.units) < greatest(r.lo, s.lo) THEN greatest(r.lo, s.lo)
            ELSE least(r.hi, s.hi, cap.units)
        END AS hi,
        CASE
            WHEN r.exact OR r.status = 'disputed' THEN r.status
            WHEN s.exact THEN 'derived'
            WHEN greatest(r.lo, s.lo) > 0 THEN 'bounded'
        END AS status,
        CASE WHEN r.exact OR r.status = 'disputed' THEN r.reports ELSE list_distinct(list_concat(s.reports, r.reports)) END
            AS reports
    FROM sums s
    JOIN lines l ON l.subject = s.subject AND l.segment = s.segment
    LEFT JOIN members r
        ON r.subject = s.subject AND r.segment = s.segment AND r.start = s.start AND r.months = $months
    LEFT JOIN caps cap
        ON cap.subject = s.subject AND cap.segment = s.segment AND cap.start = s.start AND cap.months = $months
),
totals AS (
    SELECT start, max(hi) FILTER (total) - coalesce(sum(lo) FILTER (NOT total), 0) AS unassigned
    FROM merged
    GROUP BY start
),
unseen AS (
    SELECT t.start, t.unassigned, least(cut.units, u.units, t.unassigned) AS units
    FROM totals t
    JOIN unlisted u ON u.start = t.start
    LEFT JOIN limits cut ON cut.start = t.start AND cut.months = $months
),
contest AS (
    SELECT m.start, m.subject, m.segment, m.lo, m.hi, least(m.hi, m.lo + u.unassigned) AS most, u.units AS unseen
    FROM merged m
    JOIN unseen u ON u.start = m.start
    WHERE NOT m.total
),
certain AS (
    SELECT a.start, a.subject, a.segment, 1 + count(*) FILTER (b.lo > a.hi) AS place
    FROM contest a
    JOIN contest b ON b.start = a.start
    WHERE a.lo >= a.unseen
    GROUP BY ALL
    HAVING count(*) FILTER (b.lo > a.hi)
        = count(*) FILTER (coalesce(b.most > a.lo, TRUE) AND (b.subject, b.segment) <> (a.subject, a.segment))
),
printed AS (
    SELECT r.start, r.subject, min(r.digits) AS place
    FROM reports r
    LEFT JOIN verdicts v ON v.report = r.id
    WHERE r.measure = 'rank' AND r.relation = '=' AND r.scope = '' AND r.segment = $ranking AND r.months = $months
        AND coalesce(v.judgement, '') <> 'contradicted'
    GROUP BY ALL
    HAVING count(DISTINCT r.digits) = 1
),
placed AS (
    SELECT m.*, coalesce(c.place, p.place) AS place
    FROM merged m
    LEFT JOIN certain c ON c.start = m.start AND c.subject = m.subject AND c.segment = m.segment
    LEFT JOIN printed p ON p.start = m.start AND p.subject = m.subject AND NOT m.total
    WHERE m.status IS NOT NULL
),
spaced AS (
    SELECT *,
        lead(struct_pack(place := place, lo := lo, hi := hi)) OVER (
            PARTITION BY start, total ORDER BY lo + coalesce(hi, lo) DESC, place, subject, segment
        ) AS following
    FROM placed
),
carried AS (SELECT DISTINCT start, subject, segment, unnest(reports) AS report FROM merged),
heard AS (
    SELECT c.start, c.subject, c.segment, count(DISTINCT s.voice) AS voices
    FROM carried c
    JOIN reports r ON r.id = c.report
    JOIN sources s ON s.id = r.source
    GROUP BY ALL
)
SELECT p.start, p.subject, p.segment, p.lo, p.hi, p.status, p.place,
    CASE WHEN p.following.place BETWEEN p.place AND p.place + 1 THEN greatest(p.lo - p.following.hi, 0) END AS ahead_lo,
    CASE WHEN p.following.place BETWEEN p.place AND p.place + 1 THEN p.hi - p.following.lo END AS ahead_hi,
    coalesce(h.voices, 0) AS voices, p.reports
FROM spaced p
LEFT JOIN heard h ON h.start = p.start AND h.subject = p.subject AND h.segment = p.segment
WHERE p.subject = coalesce($subject, p.subject) OR p.total
ORDER BY p.start, p.total DESC, p.lo + coalesce(p.hi, p.lo) DESC, p.place, p.subject, p.segment
