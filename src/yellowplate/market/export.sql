-- Every Figure as a row for people: the period in words, Reports by their ids.
SELECT f.subject, s.name, f.segment, f.scope, f.period, f.lo, f.hi, f.status,
    array_to_string(f.alternatives, ' ') AS alternatives,
    array_to_string(f.reports_for, ' ') AS reports_for, array_to_string(f.reports_against, ' ') AS reports_against,
    array_to_string(f.derivation, '; ') AS derivation
FROM figures f
JOIN subjects s ON s.id = f.subject
ORDER BY f.subject, f.segment, f.scope, f.start, f.months
