"""The floor of opening: a process that stretches a passphrase and does nothing else."""

import time

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

Argon2id(
    salt=bytes(16), length=32, iterations=3, lanes=1, memory_cost=64 * 1024
).derive(b"correct horse battery staple anchor")
print(f'{{"cpu": {time.process_time()}}}', flush=True)
