-- Every Report that carries or contradicts a figure, and whatever else was said of the same subject and period.
SELECT CASE
        WHEN list_contains($supporting, r.id) THEN 'for' WHEN list_contains($opposing, r.id) THEN 'against' ELSE 'about'
    END AS side,
    r.source, r.subject, r.segment, r.start, r.months, r.measure, r.digits, r.exponent, r.relation, r.scope, r.stage,
    r.place, r.published,
    s.id, s.url, s.kind, s.publisher, s.voice, s.published, s.title,
    v.report, v.judgement, v.cause, v.fits, v.against, v.note
FROM reports r
JOIN sources s ON s.id = r.source
LEFT JOIN verdicts v ON v.report = r.id
WHERE list_contains($supporting, r.id) OR list_contains($opposing, r.id) OR (
    r.subject = $subject AND r.start = $start AND r.months = $months
    AND (r.segment = $segment OR r.measure = 'rank')
)
ORDER BY list_position(['for', 'against', 'about'], side), r.measure <> 'units', r.start, s.published, s.id, r.id
