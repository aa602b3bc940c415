"""A type and an error whose names are markup."""

Right = type("<script>alert(1)</script>", (), {})
Wrong = type("<img src=x onerror=alert(1)>", (Exception,), {})


def double(x):
    raise Wrong("<script>alert(2)</script>")
