create table objects (
    api_group text not null,
    plural text not null,
    namespace text not null,
    name text not null,
    json blob not null,
    primary key (api_group, plural, namespace, name)
) without rowid;

create table settings (
    name text primary key,
    value text not null
) without rowid;

create table audit (
    id integer primary key,
    time text not null,
    verb text not null,
    user text not null,
    user_agent text not null,
    field_manager text not null,
    dry_run integer not null,
    api_group text not null,
    plural text not null,
    namespace text,
    name text not null,
    subresource text not null,
    resource_version text not null,
    code integer not null
);
