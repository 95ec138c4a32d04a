"""``make faults``: the program is killed, its disk filled and broken, its locks taken away, and nothing may be lost.

The real commands run against real files in forked processes. A small library in front of the C library
(``disturb.c``) kills the process at its n-th call that reaches the disk, before, after or in the middle of it, or lets
the call fail; besides, whole groups of processes are killed from outside, databases are put on a file system that is
too small, and readers look on while others write. After each disturbance the database as it stands on the disk is
examined (``examine.py``); in the end the same command is run again in peace, and must leave exactly what an undisturbed
run leaves. ``sabotage.py`` breaks the program on purpose, to show that all this would be noticed.
"""
