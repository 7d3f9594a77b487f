-- The tables that corpus.txt asks. Deterministic, small.
DROP SCHEMA IF EXISTS shop CASCADE;
CREATE SCHEMA shop;
SET search_path = shop;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE address AS (street text, city text);
CREATE TABLE customers (
  id int PRIMARY KEY, name text NOT NULL, city text, mood mood, home address,
  created_at timestamptz NOT NULL, update_count int NOT NULL, tags text[]);
INSERT INTO customers
SELECT i, 'name ' || i, (ARRAY['Pune', 'Agra', 'Delhi', NULL])[1 + i % 4],
  (ARRAY['sad', 'ok', 'happy'])[1 + i % 3]::mood, ROW('street ' || i, 'c' || i % 3)::address,
  timestamptz '2025-01-01 00:00+00' + i * interval '1 day', i % 7, ARRAY['t' || i % 2, 't' || i % 5]
FROM generate_series(1, 40) AS i;
CREATE TABLE orders (
  id int PRIMARY KEY, customer_id int REFERENCES customers, amount numeric(10, 2), ordered date,
  "delete" boolean, "select" text, "Mixed Case" int);
INSERT INTO orders
SELECT i, 1 + i % 40, (i * 37 % 1000) / 10.0, date '2025-01-01' + i % 90, i % 11 = 0,
  CASE WHEN i % 5 = 0 THEN NULL ELSE 's' || i % 6 END, i % 9
FROM generate_series(1, 120) AS i;
CREATE TABLE events (id int PRIMARY KEY, payload jsonb, happened timestamptz);
INSERT INTO events
SELECT i, jsonb_build_object('type', CASE i % 3 WHEN 0 THEN 'click' ELSE 'view' END, 'n', i,
    'tags', jsonb_build_array('a', 'b' || i % 2), 'deep', jsonb_build_object('x', i * 2)),
  timestamptz '2025-03-01 00:00+00' + i * interval '37 minutes'
FROM generate_series(1, 30) AS i;
CREATE TABLE employees (id int PRIMARY KEY, boss int, name text);
INSERT INTO employees VALUES (1, NULL, 'ann'), (2, 1, 'bob'), (3, 1, 'cy'), (4, 2, 'di'), (5, 4, 'ed');
CREATE VIEW order_totals AS
  SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id;
CREATE SEQUENCE counter;
GRANT USAGE ON SCHEMA shop TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO reader;
ANALYZE;
