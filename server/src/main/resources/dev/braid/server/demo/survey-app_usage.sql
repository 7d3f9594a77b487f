CREATE TABLE app_usage (
  usage_id      int NOT NULL,
  user_id       int NOT NULL,
  app_name      text NOT NULL,
  category      text NOT NULL,
  usage_date    date NOT NULL,
  usage_minutes int NOT NULL,
  sessions      int NOT NULL
);

INSERT INTO app_usage
SELECT n,
       user_id,
       (ARRAY['ChatNow', 'ViewTube', 'PhotoGrid', 'PayQuick', 'ShopKart', 'RideGo', 'TuneBox',
         'NewsWire', 'FoodDash', 'MailBee', 'MapMate', 'FitStep', 'LearnUp', 'PlayZone', 'CineMax',
         'TravelIn', 'BankEase', 'JobLink', 'HomeFix', 'CricLive'])[app],
       (ARRAY['Social', 'Video', 'Social', 'Finance', 'Shopping', 'Travel', 'Music', 'News', 'Food',
         'Work', 'Travel', 'Health', 'Education', 'Games', 'Video', 'Travel', 'Finance', 'Work',
         'Home', 'Sports'])[app],
       CURRENT_DATE - days_inactive(user_id) - pick(n, 33, 60),
       1 + floor((240 - 9 * app) * share(n, 34) ^ 2)::int,
       1 + pick(n, 35, 12)
FROM (
  SELECT n, 1 + pick(n, 30, 200000) AS user_id, 1 + floor(20 * share(n, 31) ^ 1.5)::int AS app
  FROM generate_series(1, 1000000) AS n
) AS numbered;

ALTER TABLE app_usage ADD PRIMARY KEY (usage_id);
CREATE INDEX ON app_usage (user_id);

COMMENT ON TABLE app_usage IS 'One row per member, app and day of use';
COMMENT ON COLUMN app_usage.usage_id IS 'Number of the record';
COMMENT ON COLUMN app_usage.user_id IS 'Who used the app';
COMMENT ON COLUMN app_usage.app_name IS 'One of 20 invented apps';
COMMENT ON COLUMN app_usage.category IS 'Category of the app';
COMMENT ON COLUMN app_usage.usage_date IS 'Day of use, within 60 days before the member''s last activity';
COMMENT ON COLUMN app_usage.usage_minutes IS 'Minutes of use on that day';
COMMENT ON COLUMN app_usage.sessions IS 'Times the app was opened on that day';
