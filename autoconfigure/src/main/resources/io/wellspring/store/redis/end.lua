-- After a commit or a rollback.
-- KEYS  the entry, its fence; or only the fence, where the entry is dropped by itself
-- ARGV  transaction, 1 where it has committed, version (empty where there is none), hold in ms, tombstone in ms, channel,
--       message
-- Answers 1 where the mark stood until now.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local fence = KEYS[#KEYS]
if redis.call('TYPE', fence).ok ~= 'hash' then
    redis.call('DEL', fence)
end
local deadline = redis.call('HGET', fence, 'p:' .. ARGV[1])
redis.call('HDEL', fence, 'p:' .. ARGV[1])
local stood = deadline and tonumber(deadline) > now
if ARGV[2] ~= '1' then
    return stood and 1 or 0
end

if KEYS[2] then
    redis.call('DEL', KEYS[1])
end
local hold = tonumber(ARGV[4])
if hold > 0 then
    -- Loads may ask a replica that has not seen the commit yet.
    redis.call('HSET', fence, 'p:hold', now + hold)
end
local stands = now
local fields = redis.call('HGETALL', fence)
local version = ARGV[3]
for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'p:' then
        stands = math.max(stands, tonumber(fields[i + 1]))
    elseif fields[i] == 'v' and version ~= '' and tonumber(fields[i + 1]) > tonumber(version) then
        version = fields[i + 1]
    end
end
-- Before anything is taken out: what is empty is gone, and in a slot that moves it may not be made anew.
redis.call('HSET', fence, 'x', stands + ARGV[5])
redis.call('HDEL', fence, 'l', 'e')
if version ~= '' then
    redis.call('HSET', fence, 'v', version)
end
redis.call('PEXPIRE', fence, math.max(redis.call('PTTL', fence), stands - now + ARGV[5]))
if not stood then
    redis.call('PUBLISH', ARGV[6], ARGV[7])
end
return stood and 1 or 0
