-- Every Report that carries or contradicts a figure, and whatever else was said of the same subject and period.
SELECT CASE
        WHEN list_contains($supporting, id) THEN 'for' WHEN list_contains($opposing, id) THEN 'against' ELSE 'about'
    END AS side, *
FROM statements
WHERE list_contains($supporting, id) OR list_contains($opposing, id) OR (
    subject = $subject AND start = $start AND months = $months AND (segment = $segment OR measure = 'rank')
)
ORDER BY list_position(['for', 'against', 'about'], side), measure <> 'units', start, page_published, source, id
