-- Reads a generation; one that is not there begins now, so that what was computed before it was lost holds to nothing.
-- KEYS  the generation, where it is settled
-- ARGV  ms to keep it
-- Answers {generation in us, 1 while a write is pending}.
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
    generation = moved()
    redis.call('HSET', KEYS[1], 'g', generation)
end
settle(ARGV[1])
return {generation, pending}
