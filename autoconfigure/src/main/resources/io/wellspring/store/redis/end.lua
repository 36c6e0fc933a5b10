-- After a commit or a rollback.
-- KEYS  the entry, its fence
-- ARGV  transaction, 1 where it has committed, version (empty where there is none), hold in ms, tombstone in ms, channel,
--       message
-- Answers 1 where the mark stood until now.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if redis.call('TYPE', KEYS[2]).ok ~= 'hash' then
    redis.call('DEL', KEYS[2])
end
local deadline = redis.call('HGET', KEYS[2], 'p:' .. ARGV[1])
redis.call('HDEL', KEYS[2], 'p:' .. ARGV[1])
local stood = deadline and tonumber(deadline) > now
if ARGV[2] ~= '1' then
    return stood and 1 or 0
end

redis.call('DEL', KEYS[1])
redis.call('HDEL', KEYS[2], 'l', 'e')
local hold = tonumber(ARGV[4])
if hold > 0 then
    -- Loads may ask a replica that has not seen the commit yet.
    redis.call('HSET', KEYS[2], 'p:hold', now + hold)
end
local stands = now
local fields = redis.call('HGETALL', KEYS[2])
local version = ARGV[3]
for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'p:' then
        stands = math.max(stands, tonumber(fields[i + 1]))
    elseif fields[i] == 'v' and version ~= '' and tonumber(fields[i + 1]) > tonumber(version) then
        version = fields[i + 1]
    end
end
redis.call('HSET', KEYS[2], 'x', stands + ARGV[5])
if version ~= '' then
    redis.call('HSET', KEYS[2], 'v', version)
end
redis.call('PEXPIRE', KEYS[2], math.max(redis.call('PTTL', KEYS[2]), stands - now + ARGV[5]))
if not stood then
    redis.call('PUBLISH', ARGV[6], ARGV[7])
end
return stood and 1 or 0
