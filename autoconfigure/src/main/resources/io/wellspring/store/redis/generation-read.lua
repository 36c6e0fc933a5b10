-- Reads a generation; one that is not there begins now, so that what was computed before it was lost holds to nothing.
-- KEYS  the generation
-- ARGV  ms to keep it
-- Answers {generation in us, 1 while a write is pending}.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local us = time[1] .. string.format('%06d', time[2])

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
    elseif fields[i] == 'r' then
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
    redis.call('HSET', KEYS[1], 'g', us)
    generation = us
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {generation, pending}
