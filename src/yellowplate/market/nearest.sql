-- The nearest runs of $months months for which something is known of one subject, or of any in the ranking exactly.
SELECT DISTINCT f.start, abs(f.start - $start) AS distance
FROM figures f
JOIN subjects s ON s.id = f.subject
WHERE f.scope = '' AND f.months = $months AND f.lo > 0 AND f.hi IS NOT NULL AND f.subject = coalesce($subject, f.subject)
    AND (f.subject = $subject OR (s.kind = $kind AND f.status <> 'bounded')) AND list_contains($segments, f.segment)
ORDER BY distance, f.start
LIMIT 4
