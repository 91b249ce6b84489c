INSERT INTO source BY NAME
SELECT *
FROM (
    SELECT
        unnest($id::VARCHAR[]) AS id,
        unnest($url::VARCHAR[]) AS url,
        unnest($kind::VARCHAR[]) AS kind,
        unnest($publisher::VARCHAR[]) AS publisher,
        unnest($voice::VARCHAR[]) AS voice,
        unnest($published::DATE[]) AS published,
        unnest($title::VARCHAR[]) AS title,
        $batch::INTEGER AS batch
)
WHERE id NOT IN (SELECT id FROM source)
RETURNING id;
