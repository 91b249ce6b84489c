SELECT id, url, kind, publisher, voice, published, title
FROM source
WHERE batch <= $batch
ORDER BY rowid;
