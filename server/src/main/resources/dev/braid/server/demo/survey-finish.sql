ALTER TABLE app_usage ADD FOREIGN KEY (user_id) REFERENCES users;
DROP FUNCTION days_inactive;
