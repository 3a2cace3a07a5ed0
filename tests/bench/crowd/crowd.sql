-- Made-up rows for benchmarks of the pages. %(events)s events, three statements each on average; skewed like the news: few
-- people, countries and topics make most of it. Chance is a hash of the row's number, so every run gives the same rows.
-- name: functions
CREATE FUNCTION crowd_u(number bigint, salt int) RETURNS float8 IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
    $$ SELECT (hashint8extended(number, salt) & 1073741823) / 1073741824.0 $$;
CREATE FUNCTION crowd_pick(number bigint, salt int, of text[]) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
    $$ SELECT of[1 + floor(array_length(of, 1) * power(crowd_u(number, salt), 1.7))::int] $$;
CREATE FUNCTION crowd_one(number bigint, salt int, count bigint, skew float8) RETURNS bigint IMMUTABLE PARALLEL SAFE
    LANGUAGE sql AS $$ SELECT 1 + floor(count * power(crowd_u(number, salt), skew))::bigint $$;
-- A content of about sixteen words: common ones from lists, one of 40,000 rare ones, some set phrases.
CREATE FUNCTION crowd_said(number bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT concat_ws(' ',
        crowd_pick(number, 51, '{the need for,that both sides support,the importance of,concern about,further talks on,an agreement on,the way to,close work on,all efforts for,any attempt against}'),
        crowd_pick(number, 52, '{a lasting ceasefire,nuclear safety,free navigation,humanitarian aid,energy security,the ironclad alliance,trade and investment,regional stability,prisoner exchange,missile defence,territorial integrity,climate finance,cyber threats,grain exports}'),
        crowd_pick(number, 53, '{in the border region,across the strait,after the election,before the summit,within the treaty,under international law,with all partners,on the peninsula,in the coming months,since the attack}'),
        crowd_pick(number, 54, '{and welcomed the decision,and the work of experts,despite the sanctions,as agreed last year,without delay or condition,together with the ministry of defence,according to the joint statement,for the people of both countries}'),
        'item' || floor(40000 * power(crowd_u(number, 55), 2))::int)
$$;
CREATE FUNCTION crowd_name(number bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT initcap((ARRAY['al','ben','cor','da','el','fa','gor','ha','in','jo','ka','li','ma','no','ola','pe','ro','sa','ta','vi'])[1 + number %% 20]
        || (ARRAY['ra','vin','mir','lan','dro','nes','ton','bek','lia','sha'])[1 + number / 20 %% 10]) || ' '
        || initcap((ARRAY['bar','cas','dor','fen','gar','hol','kal','lor','mon','nar','ost','pol','ril','sor','tal','ust','var','wes','yor','zel'])[1 + number / 200 %% 20]
        || (ARRAY['ova','ing','ez','man','ic','sen','berg','ford','ani','ouk'])[1 + number / 4000 %% 10]) || CASE WHEN number >= 40000 THEN number::text ELSE '' END
$$;
-- name: outlets
INSERT INTO timeline_outlet (id, name, slug, domain)
SELECT i, 'Outlet ' || i, 'outlet-' || i, '' FROM generate_series(1, 60) i;
-- name: people
-- Anchored: known to joining as curators' persons, of whom it would compare every two in the first article stored.
INSERT INTO timeline_person (id, name, slug, country, occupations, curated_fields, review, note, is_anchored)
SELECT i, crowd_name(i), 'person-' || i, crowd_pick(i, 1, %(countries)s), '{}', '{}', 'draft', '', true
FROM generate_series(1, %(people)s) i;
-- name: names
INSERT INTO timeline_personname (person_id, name, key)
SELECT id, name, lower(replace(name, ' ', '')) FROM timeline_person;
-- name: organizations
INSERT INTO timeline_organization (id, name, key, slug, country, curated_fields, review, note)
SELECT i, 'Ministry ' || i, 'ministry' || i, 'ministry-' || i, crowd_pick(i, 2, %(countries)s), '{}', 'draft', ''
FROM generate_series(1, 300) i;
-- name: articles
INSERT INTO timeline_article (id, file, url, outlet_id, text, sha256, language, title, subtitle, byline, published_edtf,
    published_basis, published_why, boilerplate, warnings, reading, extractor, ingested_at, updated_at, curated_fields)
SELECT a, 'crowd-' || a, '', CASE WHEN a %% 9 > 0 THEN crowd_one(a, 3, 60, 2) END, said.text,
    encode(sha256(('crowd' || a)::bytea), 'hex'), 'en', initcap(crowd_said(a)), '', '{}', '', 'unknown', '{}', '[]', '{}', '{}',
    'crowd', now(), now(), '{}'
FROM generate_series(1, %(articles)s) a
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(rpad('said ' || crowd_said(e * 8 + k), 219), ' ' ORDER BY e, k), 'Nothing.') AS text
    FROM generate_series(a, %(events)s, %(articles)s) e, generate_series(0, crowd_one(e, 10, 5, 1) - 1) k
) said;
-- name: event_rows
CREATE UNLOGGED TABLE crowd_event AS
SELECT e AS id,
    CASE WHEN crowd_u(e, 20) < .05 THEN NULL ELSE date '1960-01-01' + floor(23900 * power(crowd_u(e, 21), .45))::int END AS day,
    CASE WHEN crowd_u(e, 22) < .08 THEN 'month' WHEN crowd_u(e, 22) < .2 THEN 'reported' ELSE 'day' END AS certainty,
    crowd_pick(e, 23, '{phone_call,meeting,visit,statement,video_call,summit,letter,agreement,sanction,exercise,appointment,resignation,election,protest,arrest,legislation,impeachment,martial_law,other}') AS type,
    crowd_pick(e, 24, '{held,held,held,planned,background,cancelled,denied,hypothetical}') AS status,
    crowd_u(e, 25) < .05 AS is_domestic,
    CASE WHEN crowd_u(e, 26) < .1 THEN 'accepted' WHEN crowd_u(e, 26) < .11 THEN 'rejected' ELSE 'draft' END AS review,
    (SELECT string_agg(crowd_said(e * 8 + k), ' ') FROM generate_series(0, crowd_one(e, 10, 5, 1) - 1) k) AS said,
    (SELECT string_agg(crowd_name(crowd_one(e * 8 + p, 30, %(people)s, 3)), ' ') FROM generate_series(0, crowd_one(e, 31, 3, 1) - 1) p) AS names
FROM generate_series(1, %(events)s) e;
-- name: events
INSERT INTO timeline_event (id, slug, type, status, is_domestic, is_first, edtf, date_min, date_max, date_basis, raw_date, cameo_code,
    plover_event, plover_mode, confidence, curated_fields, review, note, created_at, updated_at, search)
SELECT id, 'event-' || id, type, status, is_domestic, false,
    CASE WHEN day IS NULL THEN '' WHEN certainty = 'month' THEN to_char(day, 'YYYY-MM') ELSE to_char(day, 'YYYY-MM-DD') END,
    CASE WHEN certainty = 'month' THEN date_trunc('month', day)::date ELSE day END,
    CASE WHEN certainty = 'month' THEN (date_trunc('month', day) + interval '1 month - 1 day')::date ELSE day END,
    CASE WHEN day IS NULL THEN 'unknown' WHEN certainty = 'reported' THEN 'reported_on' ELSE 'explicit' END,
    '', '', '', '{}', round(crowd_u(id, 27)::numeric, 2), '{}', review, '', now(), now(),
    setweight(to_tsvector('english', names), 'A') || setweight(to_tsvector('english', said), 'B')
        || setweight(to_tsvector('english', replace(type, '_', ' ')), 'D')
FROM crowd_event;
-- name: participations
INSERT INTO timeline_participation (event_id, person_id, organization_id, office, country, position)
SELECT DISTINCT ON (e, person) e, person, NULL::bigint, crowd_pick(person, 33, '{Foreign Minister,President,Minister of Defense,Prime Minister,Ambassador}'),
    crowd_pick(person, 1, %(countries)s), p
FROM generate_series(1, %(events)s) e, generate_series(0, crowd_one(e, 31, 3, 1) - 1) p, LATERAL (SELECT crowd_one(e * 8 + p, 30, %(people)s, 3) AS person) who
ORDER BY e, person, p;
INSERT INTO timeline_participation (event_id, person_id, organization_id, office, country, position)
SELECT e, NULL::bigint, body, '', crowd_pick(body, 2, %(countries)s), 9
FROM generate_series(1, %(events)s, 4) e, LATERAL (SELECT crowd_one(e, 34, 300, 2) AS body) who;
-- name: reports
INSERT INTO timeline_report (event_id, article_id, is_main, local_id, type, status, is_domestic, is_first, edtf, date_min, date_max, date_basis,
    raw_date, cameo_code, plover_event, plover_mode, confidence)
SELECT e.id, 1 + (e.id - 1) %% %(articles)s, true, 'e' || (e.id - 1) / %(articles)s, e.type, e.status, e.is_domestic, false, e.edtf, e.date_min, e.date_max,
    e.date_basis, '', '', '', '{}', e.confidence
FROM timeline_event e;
-- name: statements
INSERT INTO timeline_statement (id, article_id, event_id, act, modality, content, cue, start, has_quote, topics, phrases, confidence, local_id,
    curated_fields, review, note)
SELECT s, 1 + (e - 1) %% %(articles)s, e,
    crowd_pick(s, 40, '{note,stress,discuss,reaffirm,call_for,welcome,express_concern,pledge,agree,condemn,warn,propose,announce,express_support,express_gratitude,criticise,congratulate,share_assessment,other}'),
    'asserted', crowd_said(s), 'said', place * 220 + 5, false,
    CASE WHEN crowd_u(s, 41) < .85 THEN ARRAY[crowd_pick(s, 42, %(topics)s)] || CASE WHEN crowd_u(s, 43) < .3 THEN ARRAY[crowd_pick(s, 44, %(topics)s)] ELSE '{}' END ELSE '{}' END,
    CASE WHEN crowd_u(s, 45) < .15 THEN ARRAY[crowd_pick(s, 46, %(phrases)s)] ELSE '{}' END,
    .5, 's' || place, '{}', CASE WHEN crowd_u(s, 47) < .01 THEN 'rejected' ELSE 'draft' END, ''
FROM (
    SELECT e, e * 8 + k AS s, row_number() OVER (PARTITION BY (e - 1) %% %(articles)s ORDER BY e, k) - 1 AS place
    FROM generate_series(1, %(events)s) e, generate_series(0, crowd_one(e, 10, 5, 1) - 1) k
) one;
-- name: actors
INSERT INTO timeline_statementactor (statement_id, role, person_id, organization_id, position)
SELECT id, 'speaker', crowd_one(event_id * 8 + CASE WHEN crowd_u(id, 48) < .7 THEN 0 ELSE 1 END, 30, %(people)s, 3), NULL::bigint, 0
FROM timeline_statement;
-- name: evidence
INSERT INTO timeline_evidence (article_id, role, statement_id, start, "end", exact, prefix, suffix, text_hash)
SELECT s.article_id, role, s.id, CASE role WHEN 'cue' THEN s.start - 5 ELSE s.start END,
    CASE role WHEN 'cue' THEN s.start - 1 ELSE s.start + length(s.content) END,
    CASE role WHEN 'cue' THEN 'said' ELSE s.content END, CASE role WHEN 'cue' THEN '' ELSE 'said ' END, '', a.sha256
FROM timeline_statement s JOIN timeline_article a ON a.id = s.article_id, unnest(ARRAY['cue', 'content']) role;
-- name: sequences
SELECT setval(pg_get_serial_sequence('timeline_' || name, 'id'), (SELECT 10000000)) FROM
    unnest(ARRAY['outlet','person','organization','article','event','statement']) name;
DROP TABLE crowd_event;
-- name: end
ANALYZE;
