-- What the desk asks its questions of. `start` and `month` count months since the year 0, as facts.Period does.
CREATE TABLE sources (
    id VARCHAR, url VARCHAR, kind VARCHAR, publisher VARCHAR, voice VARCHAR, published DATE, title VARCHAR
);
CREATE TABLE reports (
    id VARCHAR, source VARCHAR, subject VARCHAR, segment VARCHAR, start INTEGER, months INTEGER, measure VARCHAR,
    digits BIGINT, exponent INTEGER, relation VARCHAR, scope VARCHAR, stage VARCHAR, place VARCHAR, published DATE
);
CREATE TABLE figures (
    subject VARCHAR, segment VARCHAR, scope VARCHAR, start INTEGER, months INTEGER, period VARCHAR,
    lo BIGINT, hi BIGINT, status VARCHAR, reports_for VARCHAR[], reports_against VARCHAR[], alternatives BIGINT[],
    derivation VARCHAR[]
);
CREATE TABLE verdicts (
    report VARCHAR, judgement VARCHAR, cause VARCHAR, fits VARCHAR, against VARCHAR[], note VARCHAR
);
CREATE TABLE subjects (
    id VARCHAR, kind VARCHAR, name VARCHAR, maker VARCHAR, first_sold INTEGER, ended INTEGER,
    basis VARCHAR
);
CREATE VIEW nameplates AS SELECT * EXCLUDE (kind) FROM subjects WHERE kind = 'nameplate';
-- Every Report with who makes it and what became of it.
CREATE VIEW statements AS
SELECT r.*, s.url, s.kind, s.publisher, s.voice, s.published AS page_published, s.title,
    v.judgement, v.cause, v.fits, v.against, v.note
FROM reports r
JOIN sources s ON s.id = r.source
LEFT JOIN verdicts v ON v.report = r.id;
-- From `month` on, the line `subject` counts differently from before; a comparison across it says so.
CREATE TABLE breaks (subject VARCHAR, segment VARCHAR, month INTEGER, note VARCHAR);
-- The months from `start` to `until` in which a car is counted in the line of another.
CREATE TABLE counted (member VARCHAR, start INTEGER, until INTEGER);
-- The months from `start` to `until` in which a car wasn't sold or was no line of its own, and why.
CREATE TABLE absences (subject VARCHAR, start INTEGER, until INTEGER, missing VARCHAR, reason VARCHAR);
-- How deep the public lists of a period go, the units of the last line, and who is on them: nobody else sold more.
CREATE TABLE cutoffs (
    kind VARCHAR, segment VARCHAR, start INTEGER, months INTEGER, depth INTEGER, units BIGINT, members VARCHAR[]
);
-- Every single month of every ranking, as standings.sql works it out.
CREATE TABLE standing (
    kind VARCHAR, ranking VARCHAR, start INTEGER, subject VARCHAR, segment VARCHAR, lo BIGINT, hi BIGINT,
    status VARCHAR, place INTEGER, ahead_lo BIGINT, ahead_hi BIGINT, voices INTEGER, reports VARCHAR[]
);
