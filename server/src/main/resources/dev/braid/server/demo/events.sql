CREATE TABLE users (
  id          int NOT NULL,
  name        text NOT NULL,
  country     text NOT NULL,
  plan        text NOT NULL,
  signup_date date NOT NULL
);

INSERT INTO users
SELECT id,
       'user' || lpad(id::text, 5, '0'),
       (ARRAY['India', 'Indonesia', 'Brazil', 'United States', 'Germany', 'Nigeria', 'Japan',
         'Mexico'])[1 + floor(8 * share(id, 41) ^ 1.7)::int],
       (ARRAY['free', 'team', 'business'])[1 + floor(3 * share(id, 42) ^ 2)::int],
       CURRENT_DATE - 1 - floor(900 * share(id, 43))::int
FROM generate_series(1, 50000) AS id;

CREATE TABLE events (
  event_id    bigint NOT NULL,
  user_id     int NOT NULL,
  event_type  text NOT NULL,
  page        text,
  occurred_at timestamptz NOT NULL,
  duration_ms int,
  properties  jsonb NOT NULL
);

-- In order of time, as an event log is: 400,000 events over 90 days.
INSERT INTO events
SELECT n,
       1 + floor(50000 * share(n, 51) ^ 2)::int,
       event_type,
       CASE WHEN event_type <> 'logout' THEN
         (ARRAY['/', '/search', '/product', '/cart', '/checkout', '/help'])[1 + pick(n, 53, 6)] END,
       CURRENT_DATE - 90 + n * interval '19.44 seconds',
       CASE WHEN event_type IN ('page_view', 'search') THEN 20 + floor(3000 * share(n, 54) ^ 4)::int END,
       CASE event_type
         WHEN 'purchase' THEN jsonb_build_object('amount', 1 + pick(n, 55, 5000), 'currency', 'USD')
         WHEN 'search' THEN jsonb_build_object('results', pick(n, 56, 40))
         ELSE '{}' END
FROM (
  SELECT n,
         (ARRAY['page_view', 'search', 'click', 'add_to_cart', 'login', 'logout', 'purchase'])
           [1 + floor(7 * share(n, 52) ^ 2)::int] AS event_type
  FROM generate_series(1, 400000) AS n
) AS numbered;

ALTER TABLE users ADD PRIMARY KEY (id);
ALTER TABLE events ADD PRIMARY KEY (event_id);
ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users;
CREATE INDEX ON events (user_id);
CREATE INDEX ON events USING brin (occurred_at);

COMMENT ON TABLE users IS 'One row per account';
COMMENT ON COLUMN users.id IS 'Number of the account';
COMMENT ON COLUMN users.name IS 'Invented login name';
COMMENT ON COLUMN users.country IS 'Country at sign-up';
COMMENT ON COLUMN users.plan IS 'free, team or business';
COMMENT ON COLUMN users.signup_date IS 'Day of sign-up, within 900 days before the day the data was made';
COMMENT ON TABLE events IS 'One row per thing an account did, in order of time';
COMMENT ON COLUMN events.event_id IS 'Number of the event';
COMMENT ON COLUMN events.user_id IS 'Which account';
COMMENT ON COLUMN events.event_type IS 'page_view, search, click, add_to_cart, login, logout or purchase';
COMMENT ON COLUMN events.page IS 'Page it happened on; NULL for logout';
COMMENT ON COLUMN events.occurred_at IS 'When, within 90 days before the day the data was made';
COMMENT ON COLUMN events.duration_ms IS 'How long the page took, of page_view and search';
COMMENT ON COLUMN events.properties IS 'amount and currency of a purchase, results of a search';
