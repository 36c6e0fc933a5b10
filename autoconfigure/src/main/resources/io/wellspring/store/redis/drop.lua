-- Drops an entry whose fence was told by itself, after that.
-- KEYS  the entry
-- ARGV  channel, message
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
