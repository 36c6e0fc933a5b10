-- Moves a generation, unless it was moved since this Redis has held its data without a break.
-- KEYS  the generation
-- ARGV  what names this run of Redis, ms to keep it, channel, message
-- Answers 1 where it was moved.
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then
    redis.call('DEL', KEYS[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
if redis.call('HGET', KEYS[1], 'r') == ARGV[1] then
    return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'g', time[1] .. string.format('%06d', time[2]), 'r', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
