# The directory, because the socket is made anew when the server restarts (../runtime-directories.nix).
{ config, lib, ... }:
let
  server = config.services.postgresql or { };
  directories = lib.splitString "," (server.settings.unix_socket_directories or "/run/postgresql");
  isHere = server.enable or false;
in
{
  description = ''
    the socket of a PostgreSQL server on this host. Where no user is named in the connection, libpq asks `nss` for one.
  '';
  binds = map (directory: "-${lib.removePrefix " " directory}") directories;
  after = lib.optional isHere "postgresql.service";
}
