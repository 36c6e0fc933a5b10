-- Shows the fence of a key to people, and leaves it as it is.
-- KEYS  fence
-- Answers the time in ms, and the fields with their values.
local time = redis.call('TIME')
local fields = redis.pcall('HGETALL', KEYS[1])
return {string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)), fields.err and {} or fields}
