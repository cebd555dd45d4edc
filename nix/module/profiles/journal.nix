# systemd 257 and later bind these by themselves with BindLogSockets=, earlier ones do not.
{ ... }:
{
  description = "the journal's sockets, for programs that log by themselves. Standard output needs none of them.";
  binds = [
    "/run/systemd/journal/dev-log"
    "/run/systemd/journal/socket"
    "/run/systemd/journal/stdout"
  ];
}
