-- Reads a generation; one that is not there begins now, so that what was computed before it was lost holds to nothing.
-- KEYS  the generation
-- ARGV  ms to keep it
-- Answers {generation in us, 1 while a write is pending}.
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
local generation
local pending = 0
local lapsed = false
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
    if fields[i] == 'g' then
        generation = fields[i + 1]
    elseif fields[i] == 'r' or fields[i] == 'q' then
        -- Which run of Redis it was begun in.
    elseif tonumber(fields[i + 1]) > now then
        pending = 1
    else
        redis.call('HDEL', KEYS[1], fields[i])
        lapsed = true
    end
end
-- Whether a transaction has committed whose mark has lapsed is not known: it counts as a commit of this moment.
if lapsed or not generation then
    generation = moved(KEYS[1])
    redis.call('HSET', KEYS[1], 'g', generation)
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {generation, pending}
