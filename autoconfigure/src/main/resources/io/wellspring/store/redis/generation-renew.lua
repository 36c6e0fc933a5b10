-- Moves a generation, unless it was moved since this Redis has held its data without a break.
-- KEYS  the generation, where it is settled
-- ARGV  the runs of all primaries, ms to keep it, ms to refuse stores (0 where no marks can have been lost), channel, message
-- Answers 1 where it was moved.

-- Where all runs go on that were there before, nothing was lost: one that came new began without anything.
local function goesOn(field)
    local before = redis.call('HGET', KEYS[1], field)
    for run in string.gmatch(before or '', '%S+') do
        if not string.find(ARGV[1], run, 1, true) then
            return false
        end
    end
    return before
end

local refused = goesOn('q')
if refused then
    redis.call('HSET', KEYS[1], 'q', ARGV[1])
elseif ARGV[3] ~= '0' then
    -- Commits may be under way whose marks were lost.
    redis.call('HSET', KEYS[1], 'q', ARGV[1], 'p:run', now + ARGV[3])
end
local known = goesOn('r')
redis.call('HSET', KEYS[1], 'r', ARGV[1])
if not known then
    redis.call('HSET', KEYS[1], 'g', moved())
    redis.call('PUBLISH', ARGV[4], ARGV[5])
end
settle(ARGV[2])
return known and 0 or 1
