create table if not exists wellspring_outbox (
    id bigint generated always as identity primary key,
    prefix varchar not null,
    transaction_name varchar not null,
    changed character large object not null,
    created_at timestamp with time zone default current_timestamp not null
);
