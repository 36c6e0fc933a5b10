-- Before a commit: drops the entry, and keeps everybody from storing one until the end.
-- KEYS  the entry, its fence
-- ARGV  transaction, pending in ms, tombstone in ms, channel, message
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stands = tonumber(ARGV[2]) + tonumber(ARGV[3])

redis.call('DEL', KEYS[1])
if redis.call('TYPE', KEYS[2]).ok ~= 'hash' then
    redis.call('DEL', KEYS[2])
end
local left = redis.call('PTTL', KEYS[2])
redis.call('HDEL', KEYS[2], 'l', 'e', 'w')
local x = redis.call('HGET', KEYS[2], 'x')
redis.call('HSET', KEYS[2], 'p:' .. ARGV[1], now + ARGV[2], 'x', math.max(tonumber(x or 0), now + stands))
redis.call('PEXPIRE', KEYS[2], math.max(left, stands))
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
