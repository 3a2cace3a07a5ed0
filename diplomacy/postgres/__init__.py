"""Our own PostgreSQL: a cluster in a folder, started when somebody connects and stopped when nobody is left.

    base.py     Django's database backend: resolves the address of the cluster at each connection
    cluster.py  what a process that needs the database does: holds a lock, starts the keeper, reads the address
    keeper.py   the one process that owns the server; it stops it once the last lock is gone
    server.py   initdb, postgres and a clean stop, as root or as a plain user

Locks instead of counters: the kernel lets go of them however a process ends, so nothing is left over after `kill -9`.
"""
