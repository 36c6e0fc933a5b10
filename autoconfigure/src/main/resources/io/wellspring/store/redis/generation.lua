-- Stands before all scripts of a generation, whose name is KEYS[1]: a hash of its time (g), of writes that are pending (p:...), of
-- the run of Redis that it was begun in (r), and of the one in which marks may have been lost before it (q). KEYS[2] has the time
-- alone while it is settled: while no write is pending. In a Cluster there is no such key: a generation is read by itself there.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- What is of another type is no generation of ours.
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then
    redis.call('DEL', KEYS[1])
end

-- Later than any before, should the clock have been set back.
local function moved()
    local us = time[1] * 1000000 + time[2]
    return string.format('%.0f', math.max(us, tonumber(redis.call('HGET', KEYS[1], 'g') or 0) + 1))
end


-- To be called last: has it read by its settled time alone, or not.
local function settle(ms)
    redis.call('PEXPIRE', KEYS[1], ms)
    if not KEYS[2] then
        return
    end
    for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
        if string.sub(field, 1, 2) == 'p:' then
            redis.call('DEL', KEYS[2])
            return
        end
    end
    local generation = redis.call('HGET', KEYS[1], 'g')
    if generation then
        redis.call('SET', KEYS[2], generation, 'PX', ms)
    end
end
