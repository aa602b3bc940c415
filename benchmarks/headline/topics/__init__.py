"""The topics, in the order of the page."""

from benchmarks.headline.topics import (
    gradient,
    grid,
    lasso,
    matvec,
    network,
    options,
    product,
    regression,
    selu,
    solow,
    stationary,
    vfi,
)


TOPICS = {
    module.TOPIC.name: module.TOPIC
    for module in (
        solow,
        selu,
        gradient,
        product,
        matvec,
        grid,
        regression,
        lasso,
        network,
        options,
        vfi,
        stationary,
    )
}
