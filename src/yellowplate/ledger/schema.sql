-- A desk file holds only rows that were added; nothing is ever changed or removed.
CREATE TABLE desk (schema INTEGER NOT NULL);

CREATE TABLE batch (number INTEGER PRIMARY KEY, content VARCHAR NOT NULL);

CREATE TABLE source (
    id VARCHAR PRIMARY KEY,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    voice VARCHAR NOT NULL,
    published DATE,
    title VARCHAR NOT NULL,
    batch INTEGER NOT NULL
);

-- Numbers and periods stand as they print (141.0, 63e1, 2025-11), so that no precision is lost.
CREATE TABLE report (
    id VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    segment VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    published DATE,
    batch INTEGER NOT NULL
);
