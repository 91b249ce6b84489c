SELECT source, subject, segment, period, measure, number, relation, scope, stage, place, published
FROM report
WHERE batch <= $batch
ORDER BY rowid;
