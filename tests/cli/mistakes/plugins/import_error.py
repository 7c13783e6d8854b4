from perfeval import Indikator
from perfeval.plugins import hookimpl


@hookimpl
def perfeval_schemes():
    return [Indikator]
