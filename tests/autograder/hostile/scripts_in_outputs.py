"""Scripts where the feedback page may show them."""

from IPython.display import HTML, SVG, Javascript, Markdown, display


display(HTML("<script>alert(1)</script><img src=x onerror=alert(1)>"))
display(Javascript("alert(1)"))
display(Markdown("[x](javascript:alert(1)) <script>alert(1)</script>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"))
print("</pre><script>alert(1)</script>")


def double(x):
    print("</pre><script>alert(1)</script>")
    return x
