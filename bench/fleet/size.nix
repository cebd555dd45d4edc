{
  services = 200;
  # store paths in each closure, and how many of them no other service has
  paths = 100;
  own = 10;
}
