-- Stands before the scripts that look for an entry: KEYS are the entry, its fence, and settled generations to read along; ARGV[1] is
-- 1 to go on though there is an entry. Answers the settled generations, and 'hit', entry, ms left, where there is one. Without a
-- fence, which lies on another node while their slot moves, 'bypass' where there is none.

-- As they are before anything is loaded. What is of another type is nothing of ours.
local generations = redis.call('MGET', KEYS[1], unpack(KEYS, 3))
local entry = table.remove(generations, 1)
if entry and ARGV[1] ~= '1' then
    return {generations, 'hit', entry, redis.call('PTTL', KEYS[1])}
end
if not KEYS[2] then
    return {generations, 'bypass'}
end
