-- Pages, or publishers with all their pages, by how many of their statements hold, the most trustworthy first.
-- Whatever is confirmed or consistent holds; with what is contradicted, that is what could be judged.
-- Ranked by the lower end of Wilson's 95 % interval for the share that holds, so that few statements don't lead.
WITH counts AS (
    SELECT CASE $by WHEN 'page' THEN source ELSE publisher END AS who, any_value(publisher) AS publisher,
        list_sort(list(DISTINCT kind)) AS kinds, count(DISTINCT source) AS pages,
        max(page_published) AS published, CASE $by WHEN 'page' THEN min(url) END AS url,
        count(*) AS reports, min(start) AS first_month, max(start + months - 1) AS last_month,
        count(*) FILTER (judgement = 'confirmed') AS confirmed,
        count(*) FILTER (judgement = 'consistent') AS consistent,
        count(*) FILTER (judgement = 'revised') AS revised,
        count(*) FILTER (judgement = 'contradicted') AS contradicted,
        confirmed + consistent AS holding, holding + contradicted AS judged
    FROM statements
    GROUP BY who
),
rated AS (
    SELECT *, holding / nullif(judged, 0) AS share, 1.96 AS z,
        (share + z * z / (2 * judged) - z * sqrt((share * (1 - share) + z * z / (4 * judged)) / judged))
            / (1 + z * z / judged) AS at_least
    FROM counts
)
SELECT who, publisher, kinds, pages, published, url, first_month, last_month,
    reports, confirmed, consistent, revised, contradicted, at_least,
    CASE WHEN judged > 0 THEN rank() OVER (ORDER BY at_least DESC NULLS LAST, judged DESC) END AS place
FROM rated
ORDER BY place NULLS LAST, reports DESC, who
