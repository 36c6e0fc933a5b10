-- Before a commit: what was computed from it falls, and nothing that is computed until the end is stored.
-- KEYS  the generation, where it is settled
-- ARGV  transaction, pending in ms, ms to keep it, channel, message
redis.call('HSET', KEYS[1], 'g', moved(), 'p:' .. ARGV[1], now + ARGV[2])
settle(ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
