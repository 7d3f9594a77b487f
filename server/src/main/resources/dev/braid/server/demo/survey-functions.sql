-- Days since a user was last active: 42 of 100 users within 30 days, none beyond 400.
CREATE FUNCTION days_inactive(user_id int) RETURNS int
IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN floor(400 * share(user_id, 11) ^ 3)::int;
