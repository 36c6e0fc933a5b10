-- Before a commit: what was computed from it falls, and nothing that is computed until the end is stored.
-- KEYS  the generation
-- ARGV  transaction, pending in ms, ms to keep it, channel, message
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
redis.call('HSET', KEYS[1], 'g', moved(KEYS[1]), 'p:' .. ARGV[1], now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
