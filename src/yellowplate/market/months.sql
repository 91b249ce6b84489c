-- What standings.sql once worked out for single months, with the total as a line of its own.
SELECT * EXCLUDE (kind, ranking)
FROM standing
WHERE ranking = $ranking AND kind IN ($kind, 'segment') AND list_contains($starts, start)
    AND (subject = coalesce($subject, subject) OR subject = $ranking)
ORDER BY start, kind = $kind, lo + coalesce(hi, lo) DESC, place, subject, segment
