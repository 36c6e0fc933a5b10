-- Stores what was computed since a look, unless its key was invalidated meanwhile.
-- KEYS  the entry, its fence; or only the fence, to store nothing
-- ARGV  time of the look in ms, longest time since the look in ms, tombstone in ms, entry (empty to store nothing), ms to live,
--       version (empty where there is none)
-- Answers 1 where it may be stored, 0 where it may not, 2 where a newer version was seen.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- An invalidation is remembered for the time of a tombstone only.
if now - ARGV[1] > tonumber(ARGV[2]) then
    return 0
end
local fields = redis.pcall('HGETALL', KEYS[#KEYS])
if fields.err then
    return 0
end
for i = 1, #fields, 2 do
    local field = fields[i]
    -- Whether a transaction has committed whose mark has lapsed is not known.
    if string.sub(field, 1, 2) == 'p:' then
        return 0
    elseif field == 'x' and fields[i + 1] - ARGV[3] >= tonumber(ARGV[1]) then
        return 0
    elseif field == 'v' and ARGV[6] ~= '' and tonumber(ARGV[6]) < tonumber(fields[i + 1]) then
        return 2
    end
end
if ARGV[4] ~= '' and KEYS[2] then
    redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])
end
return 1
