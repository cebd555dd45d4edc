# How each build of ./stand-in.nix starts. With structured attributes, its variables are in a file.
if [ -e .attrs.sh ]; then
  . ./.attrs.sh
  out=${outputs[out]}
fi
export PATH=/usr/bin:/bin
eval "$buildCommand"
