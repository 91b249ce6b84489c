-- Each source with what it said: how many Reports, over which time, and how many of them are contradicted.
SELECT s.*, count(r.id) AS reports, count(*) FILTER (v.judgement = 'contradicted') AS contradicted,
    min(r.start) AS first_month, max(r.start + r.months - 1) AS last_month
FROM sources s
LEFT JOIN reports r ON r.source = s.id
LEFT JOIN verdicts v ON v.report = r.id
GROUP BY ALL
ORDER BY s.publisher, s.published NULLS LAST, s.id
