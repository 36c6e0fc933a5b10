-- Looks for an entry, or for the time from which on its invalidations count.
-- KEYS  the entry, its fence, generations to read along
-- ARGV  1 to look though there is an entry
-- Answers the fields of the generations, and 'hit', entry, ms left; 'bypass'; or 'free', time in ms.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- As they are before anything is loaded.
local generations = {}
for i = 3, #KEYS do
    generations[i - 2] = redis.pcall('HGETALL', KEYS[i])
    if generations[i - 2].err then
        generations[i - 2] = {}
    end
end

if ARGV[1] ~= '1' then
    -- What is of another type is not an entry of ours.
    local entry = redis.pcall('GET', KEYS[1])
    if type(entry) == 'string' then
        return {generations, 'hit', entry, redis.call('PTTL', KEYS[1])}
    end
end
local fields = redis.pcall('HGETALL', KEYS[2])
if fields.err then
    return {generations, 'bypass'}
end
for i = 1, #fields, 2 do
    -- Whether a transaction has committed whose mark has lapsed is not known.
    if string.sub(fields[i], 1, 2) == 'p:' then
        return {generations, 'bypass'}
    end
end
return {generations, 'free', string.format('%.0f', now)}
