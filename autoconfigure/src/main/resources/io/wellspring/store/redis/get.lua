-- Looks for an entry, and grants the lease to load it to one that asks.
-- ARGV  and: token, lease in ms, 1 for an old snapshot, tombstone in ms, pending in ms
-- Answers the settled generations, and 'bypass'; 'wait', ms left; or 'granted', time in us.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local fields = redis.pcall('HGETALL', KEYS[2])
if fields.err then
    -- Somebody has overwritten the fence: a write may be pending that it told of.
    redis.call('DEL', KEYS[2])
    redis.call('HSET', KEYS[2], 'p:lost', now + ARGV[6], 'x', now + ARGV[6] + ARGV[5])
    redis.call('PEXPIRE', KEYS[2], ARGV[6] + ARGV[5])
    return {generations, 'bypass'}
end

local fence = {}
local pending = false
local lapsed = false
for i = 1, #fields, 2 do
    fence[fields[i]] = fields[i + 1]
    if string.sub(fields[i], 1, 2) == 'p:' then
        if tonumber(fields[i + 1]) > now then
            pending = true
        else
            redis.call('HDEL', KEYS[2], fields[i])
            lapsed = true
        end
    end
end
if lapsed then
    -- Whether that transaction has committed is not known: it counts as a commit of this moment.
    redis.call('HDEL', KEYS[2], 'l', 'e')
    redis.call('HSET', KEYS[2], 'x', now + ARGV[5])
    fence.x = now + ARGV[5]
    fence.e = nil
end
if pending or (ARGV[4] == '1' and fence.x and tonumber(fence.x) > now) then
    return {generations, 'bypass'}
end
if fence.e and tonumber(fence.e) > now then
    redis.call('HSET', KEYS[2], 'w', '1')
    return {generations, 'wait', tonumber(fence.e) - now}
end
redis.call('HSET', KEYS[2], 'l', ARGV[2], 'e', now + ARGV[3])
-- Never shorter than a tombstone that stands.
redis.call('PEXPIRE', KEYS[2], math.max(redis.call('PTTL', KEYS[2]), tonumber(ARGV[3]) + tonumber(ARGV[5])))
return {generations, 'granted', time[1] .. string.format('%06d', time[2])}
