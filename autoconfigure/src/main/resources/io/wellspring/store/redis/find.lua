-- Stands before the scripts that look for an entry: KEYS are the entry, its fence, and generations to read along; ARGV[1] is 1 to go
-- on though there is an entry. Answers the fields of the generations, and 'hit', entry, ms left, where there is one.

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
