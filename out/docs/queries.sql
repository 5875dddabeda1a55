-- Changes to practice of the last thirty days that no board declared
SELECT board_id, changed_on, coalesce(new_number, old_number) AS number, coalesce(new_title, old_title) AS title, reasons
FROM changes_between(current_date - 30, current_date)
WHERE significance = 'practice' AND declared = 'undeclared'
ORDER BY changed_on DESC, board_id;

-- A board's contents list as it stood on a day
SELECT number, title, flags, url
FROM sections_as_of(DATE '2026-11-01')
WHERE kind IN ('section', 'group', 'chapter', 'appendix')
ORDER BY board_id, ordinal;

-- Chapters by number: number_key sorts 1.10 after 1.9
SELECT board_id, number, title FROM current_sections WHERE kind = 'chapter' ORDER BY board_id, number_key;

-- Chapters overdue for review, longest first
SELECT board_id, number, title, next_review, days_overdue FROM overdue_reviews ORDER BY days_overdue DESC;

-- Superseded documents still cited
SELECT title, edition_year, superseded_by, count(DISTINCT board_id) AS boards, count(*) AS places
FROM superseded_references GROUP BY ALL ORDER BY boards DESC;

-- What boards declared and nobody could find
SELECT board_id, date, chapter, details, reason FROM declared_not_found ORDER BY board_id, date;

-- Boards that are not being observed, and since when
SELECT board_id, status, cause, last_success_at, days_since FROM open_problems ORDER BY days_since DESC;

-- The history of one chapter, whatever it was called or numbered
-- (other_section_ids: what was parted off, merged away, renumbered or swept with it)
WITH chapter AS (SELECT section_id AS id FROM current_sections WHERE kind = 'chapter' ORDER BY board_id, ordinal LIMIT 1)
SELECT r.started_at, c.kind, c.significance, c.old_number, c.new_number, c.old_title, c.new_title
FROM changes c JOIN runs r USING (run_id), chapter
WHERE c.section_id = chapter.id OR list_contains(c.other_section_ids, chapter.id)
ORDER BY r.started_at;

-- Words that came and went, by month
SELECT date_trunc('month', r.started_at) AS month, sum(c.words_added) AS added, sum(c.words_removed) AS removed
FROM changes c JOIN runs r USING (run_id) GROUP BY 1 ORDER BY 1;

-- The words of a change, one row a passage
SELECT c.change_id, e.op, e.text FROM changes c, unnest(c.edits) AS u(e) WHERE e.op IN ('insert', 'delete');

-- Boards whose chapter on a topic cites another edition of a document than most boards that cite it there
WITH RECURSIVE inside AS (  -- the chapters on a topic and the headings below them
    SELECT t.topic, t.board_id, s.edition_id, s.section_id
    FROM current_topics t JOIN current_sections s ON s.board_id = t.board_id AND s.section_id = t.section_id
    UNION
    SELECT i.topic, i.board_id, s.edition_id, s.section_id
    FROM inside i JOIN current_sections s ON s.edition_id = i.edition_id AND s.parent_section_id = i.section_id
    WHERE s.kind IN ('heading', 'appendix')
), cited AS (  -- acts of different years stand side by side
    SELECT DISTINCT i.topic, f.title, f.edition_year, i.board_id
    FROM inside i JOIN "references" f ON f.edition_id = i.edition_id AND f.section_id = i.section_id
    WHERE f.edition_year IS NOT NULL AND f.authority IS DISTINCT FROM 'UK Parliament'
), counted AS (
    SELECT topic, title, edition_year, count(*) AS boards FROM cited GROUP BY ALL
), usual AS (
    SELECT c.topic, c.title, arg_max(c.edition_year, c.boards) AS most_cite, max(c.boards) AS of_them, any_value(a.citing) AS boards_citing
    FROM counted c JOIN (SELECT topic, title, count(DISTINCT board_id) AS citing FROM cited GROUP BY ALL) a USING (topic, title)
    GROUP BY c.topic, c.title HAVING max(c.boards) * 2 > any_value(a.citing) AND max(c.boards) > 1
)
SELECT topic, board_id, title, edition_year, most_cite, of_them, boards_citing
FROM cited JOIN usual USING (topic, title)
WHERE edition_year <> most_cite
ORDER BY topic, title, board_id;

-- Share of answers that were "not modified", by board and run
SELECT board_id, run_id, round(avg(not_modified::INT), 2) AS share, sum(bytes) AS bytes FROM captures GROUP BY ALL ORDER BY ALL;

-- Topics that most boards have, and who lacks them
SELECT topic, count(*) FILTER (state IN ('has', 'under_review')) AS boards, list(board_id) FILTER (state = 'absent') AS lacking
FROM current_coverage GROUP BY topic HAVING boards * 2 >= count(*) AND boards < count(*) ORDER BY boards DESC, topic;
