-- Moves a generation, unless it was moved since this Redis has held its data without a break.
-- KEYS  the generation
-- ARGV  what names this run of Redis, ms to keep it, ms to refuse stores (0 where no marks can have been lost), channel, message
-- Answers 1 where it was moved.
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
if ARGV[3] ~= '0' and redis.call('HGET', KEYS[1], 'q') ~= ARGV[1] then
    -- Commits may be under way whose marks were lost.
    redis.call('HSET', KEYS[1], 'q', ARGV[1], 'p:run', now + ARGV[3])
end
local known = redis.call('HGET', KEYS[1], 'r') == ARGV[1]
if not known then
    redis.call('HSET', KEYS[1], 'g', moved(KEYS[1]), 'r', ARGV[1])
    redis.call('PUBLISH', ARGV[4], ARGV[5])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return known and 0 or 1
