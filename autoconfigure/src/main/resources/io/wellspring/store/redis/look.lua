-- Looks for an entry, or for the time from which on its invalidations count.
-- Answers the settled generations, and 'bypass'; or 'free', time in ms.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

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
