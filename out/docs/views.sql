-- The editions that stand now, one a board.
CREATE OR REPLACE VIEW current_editions AS
SELECT * FROM editions QUALIFY row_number() OVER (PARTITION BY board_id ORDER BY observed_at DESC, edition_id DESC) = 1;

-- The sections of the editions that stand now.
CREATE OR REPLACE VIEW current_sections AS
SELECT s.* FROM sections s SEMI JOIN current_editions e ON s.edition_id = e.edition_id;

-- The editions that stood at the end of a day (UTC): SELECT * FROM editions_as_of(DATE '2026-11-01').
CREATE OR REPLACE MACRO editions_as_of(day) AS TABLE
SELECT * FROM editions WHERE CAST(observed_at AT TIME ZONE 'UTC' AS DATE) <= CAST(day AS DATE)
QUALIFY row_number() OVER (PARTITION BY board_id ORDER BY observed_at DESC, edition_id DESC) = 1;

-- The sections that stood at the end of a day (UTC).
CREATE OR REPLACE MACRO sections_as_of(day) AS TABLE
SELECT s.* FROM sections s SEMI JOIN editions_as_of(day) e ON s.edition_id = e.edition_id;

-- The changes found by the runs of a period, first and last day included.
CREATE OR REPLACE MACRO changes_between(first_day, last_day) AS TABLE
SELECT CAST(r.started_at AT TIME ZONE 'UTC' AS DATE) AS changed_on, c.*
FROM changes c JOIN runs r ON c.run_id = r.run_id
WHERE CAST(r.started_at AT TIME ZONE 'UTC' AS DATE) BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE);

-- Boards whose newest observation is not complete.
CREATE OR REPLACE VIEW open_problems AS
SELECT *, date_diff('day', CAST(last_success_at AT TIME ZONE 'UTC' AS DATE), CAST(now() AT TIME ZONE 'UTC' AS DATE)) AS days_since
FROM (SELECT * FROM observations QUALIFY row_number() OVER (PARTITION BY board_id ORDER BY run_id DESC) = 1)
WHERE status NOT IN ('changed', 'unchanged');

-- Sections whose printed date of next review has passed; the first of a month is taken
-- as the month, which is over with its last day.
CREATE OR REPLACE VIEW overdue_reviews AS
SELECT *, date_diff('day', review_ends, CAST(now() AT TIME ZONE 'UTC' AS DATE)) AS days_overdue
FROM (SELECT *, CASE WHEN day(next_review) = 1 THEN last_day(next_review) ELSE next_review END AS review_ends FROM current_sections)
WHERE review_ends < CAST(now() AT TIME ZONE 'UTC' AS DATE);

-- Documents that the manuals cite although a later one took their place.
CREATE OR REPLACE VIEW superseded_references AS
SELECT f.*, s.number AS section_number, s.title AS section_title
FROM "references" f
SEMI JOIN current_editions e ON f.edition_id = e.edition_id
LEFT JOIN sections s ON s.edition_id = f.edition_id AND s.section_id = f.section_id
WHERE f.status = 'superseded';

-- Amendments that a board declared, with the newest word on each, and that were not found.
-- A chapter that was reviewed "without changes" and did not change is none of them.
CREATE OR REPLACE VIEW declared_not_found AS
SELECT * FROM declarations
QUALIFY row_number() OVER (PARTITION BY board_id, chapter, details, date ORDER BY run_id DESC) = 1
AND state IN ('not_detected', 'unknown_chapter', 'ambiguous')
AND reason NOT IN ('the row says that nothing changed, and nothing did', 'the row says that something was checked, and tells of no change');

-- Changes that the board's own amendments table does not mention.
CREATE OR REPLACE VIEW undeclared_changes AS
SELECT * FROM changes WHERE declared = 'undeclared';

-- The newest alignment of chapters across boards.
CREATE OR REPLACE VIEW current_topics AS
SELECT * FROM topics WHERE run_id = (SELECT max(run_id) FROM topics);

-- What each board has on each topic, as the newest comparison found it.
CREATE OR REPLACE VIEW current_coverage AS
SELECT * FROM coverage WHERE run_id = (SELECT max(run_id) FROM coverage);
