-- After a commit or a rollback.
-- KEYS  the generation
-- ARGV  transaction, 1 where it has committed, hold in ms, ms to keep it, channel, message
-- Answers 1 where the mark stood until now.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Later than any before, should the clock have been set back.
local function moved(name)
    local us = time[1] * 1000000 + time[2]
    return string.format('%.0f', math.max(us, tonumber(redis.call('HGET', name, 'g') or 0) + 1))
end

if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then
    redis.call('DEL', KEYS[1])
end
local deadline = redis.call('HGET', KEYS[1], 'p:' .. ARGV[1])
redis.call('HDEL', KEYS[1], 'p:' .. ARGV[1])
local stood = deadline and tonumber(deadline) > now
if ARGV[2] == '1' then
    redis.call('HSET', KEYS[1], 'g', moved(KEYS[1]))
    if tonumber(ARGV[3]) > 0 then
        redis.call('HSET', KEYS[1], 'p:hold', now + ARGV[3])
    end
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
    if not stood then
        redis.call('PUBLISH', ARGV[5], ARGV[6])
    end
end
return stood and 1 or 0
