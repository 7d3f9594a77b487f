-- Values that look random and are always the same: hashes of the row's number. Each column takes
-- its own seed. Dropped again when the data is made.

-- From 0 up to, but not including, n.
CREATE FUNCTION pick(row_number bigint, seed int, n int) RETURNS int
IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN ((hashint8extended(row_number, seed) & 2147483647) % n)::int;

-- From 0 up to, but not including, 1.
CREATE FUNCTION share(row_number bigint, seed int) RETURNS float8
IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN (hashint8extended(row_number, seed) & 1048575) / 1048576.0::float8;
