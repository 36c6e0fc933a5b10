-- Before a commit: drops the entry, and keeps everybody from storing one until the end.
-- KEYS  the entry, its fence; or only the fence, where the entry is dropped by itself
-- ARGV  transaction, pending in ms, tombstone in ms, channel, message
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stands = tonumber(ARGV[2]) + tonumber(ARGV[3])

local fence = KEYS[#KEYS]
if KEYS[2] then
    redis.call('DEL', KEYS[1])
end
if redis.call('TYPE', fence).ok ~= 'hash' then
    redis.call('DEL', fence)
end
local left = redis.call('PTTL', fence)
local x = redis.call('HGET', fence, 'x')
-- Before anything is taken out: what is empty is gone, and in a slot that moves it may not be made anew.
redis.call('HSET', fence, 'p:' .. ARGV[1], now + ARGV[2], 'x', math.max(tonumber(x or 0), now + stands))
redis.call('HDEL', fence, 'l', 'e', 'w')
redis.call('PEXPIRE', fence, math.max(left, stands))
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
