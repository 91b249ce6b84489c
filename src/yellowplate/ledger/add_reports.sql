INSERT INTO report BY NAME
SELECT *
FROM (
    SELECT
        unnest($id::VARCHAR[]) AS id,
        unnest($source::VARCHAR[]) AS source,
        unnest($subject::VARCHAR[]) AS subject,
        unnest($segment::VARCHAR[]) AS segment,
        unnest($period::VARCHAR[]) AS period,
        unnest($measure::VARCHAR[]) AS measure,
        unnest($number::VARCHAR[]) AS number,
        unnest($relation::VARCHAR[]) AS relation,
        unnest($scope::VARCHAR[]) AS scope,
        unnest($stage::VARCHAR[]) AS stage,
        unnest($place::VARCHAR[]) AS place,
        unnest($published::DATE[]) AS published,
        $batch::INTEGER AS batch
)
WHERE id NOT IN (SELECT id FROM report)
RETURNING id;
