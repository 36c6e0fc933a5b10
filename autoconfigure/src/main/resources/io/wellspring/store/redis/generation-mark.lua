-- Before a commit: what was computed from it falls, and nothing that is computed until the end is stored.
-- KEYS  the generation
-- ARGV  transaction, pending in ms, ms to keep it, channel, message
redis.call('HSET', KEYS[1], 'g', moved(), 'p:' .. ARGV[1], now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
