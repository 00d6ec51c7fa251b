#!/usr/bin/env python3
"""Holds a catalogue's write lock, as a program of somebody else's might.

    lock.py CATALOGUE SECONDS
"""

import sqlite3
import sys
import time

catalogue = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
catalogue.execute("BEGIN IMMEDIATE")
print("The lock is held.", flush=True)
time.sleep(float(sys.argv[2]))
catalogue.execute("ROLLBACK")
