"""Solow's model in Fortran and C, compiled where a compiler is, and called through ctypes."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np


FORTRAN = """
module growth
  use iso_c_binding, only: c_double, c_int
  implicit none
contains
function solow(k0, s, a, alpha, delta, n) result(k) bind(c)
  real(c_double), value :: k0, s, a, alpha, delta
  integer(c_int), value :: n
  real(c_double) :: k
  integer :: t
  k = k0
  do t = 1, n
    k = s * a * k**alpha + (1 - delta) * k
  end do
end function

subroutine solow_paths(k, m, s, a, alpha, delta, n) bind(c)
  integer(c_int), value :: m, n
  real(c_double), intent(inout) :: k(m)
  real(c_double), value :: s, a, alpha, delta
  integer :: i
  !$omp parallel do
  do i = 1, m
    k(i) = solow(k(i), s, a, alpha, delta, n)
  end do
end subroutine
end module
"""
C = """
#include <math.h>

double solow(double k, double s, double a, double alpha, double delta, int n) {
  for (int t = 0; t < n; t++) k = s * a * pow(k, alpha) + (1 - delta) * k;
  return k;
}

void solow_paths(double *k, int m, double s, double a, double alpha, double delta, int n) {
  #pragma omp parallel for
  for (int i = 0; i < m; i++) k[i] = solow(k[i], s, a, alpha, delta, n);
}
"""
LANGUAGES = {"Fortran": ("gfortran", "growth.f90", FORTRAN), "C": ("gcc", "growth.c", C)}


def library(language: str) -> ctypes.CDLL | None:
    """The functions `solow` and `solow_paths` of a language; None where it cannot be compiled."""
    compiler, name, source = LANGUAGES[language]
    if shutil.which(compiler) is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(source)
        options = ["-O3", "-fopenmp", "-shared", "-fPIC", name, "-o", "growth.so", "-lm"]
        done = subprocess.run([compiler, *options], cwd=folder, capture_output=True)
        return None if done.returncode else declared(ctypes.CDLL(f"{folder}/growth.so"))


def declared(found: ctypes.CDLL) -> ctypes.CDLL:
    four = [ctypes.c_double] * 4
    found.solow.restype = ctypes.c_double
    found.solow.argtypes = [ctypes.c_double, *four, ctypes.c_int]
    found.solow_paths.restype = None
    pointer = np.ctypeslib.ndpointer(np.float64)
    found.solow_paths.argtypes = [pointer, ctypes.c_int, *four, ctypes.c_int]
    return found


def many_paths(found: ctypes.CDLL, k: np.ndarray, economy: tuple, n: int) -> np.ndarray:
    k = k.copy()
    found.solow_paths(k, k.size, *economy, n)
    return k
