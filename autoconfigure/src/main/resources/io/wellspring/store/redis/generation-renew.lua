-- Moves a generation, unless it was moved since this Redis has held its data without a break.
-- KEYS  the generation, where it is settled
-- ARGV  what names this run of Redis, ms to keep it, ms to refuse stores (0 where no marks can have been lost), channel, message
-- Answers 1 where it was moved.
if ARGV[3] ~= '0' and redis.call('HGET', KEYS[1], 'q') ~= ARGV[1] then
    -- Commits may be under way whose marks were lost.
    redis.call('HSET', KEYS[1], 'q', ARGV[1], 'p:run', now + ARGV[3])
end
local known = redis.call('HGET', KEYS[1], 'r') == ARGV[1]
if not known then
    redis.call('HSET', KEYS[1], 'g', moved(), 'r', ARGV[1])
    redis.call('PUBLISH', ARGV[4], ARGV[5])
end
settle(ARGV[2])
return known and 0 or 1
