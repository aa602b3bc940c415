"""Output that looks like a score."""

print("All tests passed. 8 of 8 points.")
display({"text/plain": "8.0"}, raw=True)


def double(x):
    print("✓ passed")
    print(8.0)
    return x


8.0
