-- After a commit or a rollback.
-- KEYS  the generation, where it is settled
-- ARGV  transaction, 1 where it has committed, hold in ms, ms to keep it, channel, message
-- Answers 1 where the mark stood until now.
local deadline = redis.call('HGET', KEYS[1], 'p:' .. ARGV[1])
redis.call('HDEL', KEYS[1], 'p:' .. ARGV[1])
local stood = deadline and tonumber(deadline) > now
if ARGV[2] == '1' then
    redis.call('HSET', KEYS[1], 'g', moved())
    if tonumber(ARGV[3]) > 0 then
        redis.call('HSET', KEYS[1], 'p:hold', now + ARGV[3])
    end
    if not stood then
        redis.call('PUBLISH', ARGV[5], ARGV[6])
    end
end
settle(ARGV[4])
return stood and 1 or 0
