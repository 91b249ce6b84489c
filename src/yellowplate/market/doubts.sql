-- Every statement that is contradicted or was revised: in a period or of a run that ends in it, of a subject (of a
-- maker: its cars too), on pages whose address, publisher or title holds a text.
SELECT *
FROM statements
WHERE judgement IN ('contradicted', 'revised')
    AND ($start::INTEGER IS NULL OR start + months BETWEEN $start + 1 AND $start + $months)
    AND ($subject::VARCHAR IS NULL OR subject = $subject OR starts_with(subject, $subject || '/'))
    AND ($source::VARCHAR IS NULL OR contains(lower(concat_ws(' ', url, publisher, title)), lower($source)))
ORDER BY judgement, start, months, subject, segment, measure, url, id
