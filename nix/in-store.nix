# A name, and a program as a path or a package → what a derivation can be given: a path of this machine is copied into the
# store under that name.
name: program:
if builtins.isPath program then
  builtins.path {
    path = program;
    inherit name;
  }
else
  "${program}"
