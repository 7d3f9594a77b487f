CREATE TABLE orders (
  order_id       int NOT NULL,
  amount         numeric(10,2) NOT NULL,
  date           date NOT NULL,
  user_id        int NOT NULL,
  category       text NOT NULL,
  status         text NOT NULL,
  payment_method text
);

-- Some users order more than others: the power leans towards low numbers, the multiplier spreads
-- them over the panel.
INSERT INTO orders
SELECT n,
       (99 + 100 * floor(60 * share(n, 21) ^ 3) + pick(n, 22, 100) / 100.0)::numeric(10,2),
       CURRENT_DATE - days_inactive(user_id) - pick(n, 23, 300),
       user_id,
       (ARRAY['Electronics', 'Fashion', 'Grocery', 'Home', 'Beauty', 'Books', 'Toys', 'Sports'])
         [1 + floor(8 * share(n, 24) ^ 2)::int],
       CASE WHEN pick(n, 25, 100) < 88 THEN 'delivered'
            WHEN pick(n, 25, 100) < 94 THEN 'returned'
            WHEN pick(n, 25, 100) < 98 THEN 'cancelled'
            ELSE 'pending' END,
       CASE WHEN pick(n, 26, 100) < 55 THEN 'UPI'
            WHEN pick(n, 26, 100) < 80 THEN 'Card'
            WHEN pick(n, 26, 100) < 97 THEN 'Cash on delivery' END
FROM (
  SELECT n, 1 + ((floor(200000 * share(n, 20) ^ 1.25)::bigint * 7919) % 200000)::int AS user_id
  FROM generate_series(1, 300000) AS n
) AS numbered;

ALTER TABLE orders ADD PRIMARY KEY (order_id);
CREATE INDEX ON orders (user_id);

COMMENT ON TABLE orders IS 'One row per order placed in the shop';
COMMENT ON COLUMN orders.order_id IS 'Number of the order';
COMMENT ON COLUMN orders.amount IS 'Amount in rupees';
COMMENT ON COLUMN orders.date IS 'Day of the order, within 700 days before the day the data was made';
COMMENT ON COLUMN orders.user_id IS 'Who ordered';
COMMENT ON COLUMN orders.category IS 'Category of the goods';
COMMENT ON COLUMN orders.status IS 'delivered, returned, cancelled or pending';
COMMENT ON COLUMN orders.payment_method IS 'UPI, Card or Cash on delivery; NULL where not recorded';
