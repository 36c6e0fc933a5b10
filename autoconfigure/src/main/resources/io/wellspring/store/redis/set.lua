-- Stores what was loaded, for the one that holds the lease.
-- KEYS  the entry, its fence; or only the fence, to store nothing
-- ARGV  token, entry (empty to store nothing), ms to live, version (empty where there is none), channel, message
-- Answers 1 where it is stored, 0 where the lease is another's, 2 where a newer version was seen.
local fence = KEYS[#KEYS]
-- A fence that somebody has overwritten has no lease.
if redis.pcall('HGET', fence, 'l') ~= ARGV[1] then
    return 0
end
local seen = redis.call('HMGET', fence, 'w', 'v')
redis.call('HDEL', fence, 'l', 'e', 'w')
if seen[1] then
    redis.call('PUBLISH', ARGV[5], ARGV[6])
end
if ARGV[2] == '' then
    return 1
end
if not KEYS[2] then
    return 0
end
if ARGV[4] ~= '' and seen[2] and tonumber(ARGV[4]) < tonumber(seen[2]) then
    return 2
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
