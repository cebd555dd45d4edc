# What the machine has that services name, made inside the container before they start. AUTHORITY, HELLO, BASH: store paths.
# What services of an earlier phase left is removed.
find /var/lib /var/cache /var/backup /var/log /srv /home /tmp -mindepth 1 -not -path "/var/log/journal*" -delete 2>/dev/null
rm -rf /run/made-by-script
place() { mkdir -p "${1%/*}"; printf '%s\n' "$2" >"$1"; }
place /etc/greeter/greeter.conf 'greeting hello'
place /etc/greeter/one.conf 'greeting one'
place /etc/system-services/greeter/greeter.conf 'greeting modular'
place /etc/hosts '127.0.0.1 localhost
127.0.0.9 db.internal'
place /etc/resolv.conf 'nameserver 127.0.0.1'
place /etc/nsswitch.conf 'passwd: files
hosts: files dns'
place /var/lib/greeter/data 'data'
place /var/lib/deploy/data 'data'
place /srv/www/index.html 'page'
place /home/alice/notes 'notes'
place /run/secrets/token 'secret'
place /run/secrets/env 'PASSWORD=secret'
place /run/secrets/libraries "LD_LIBRARY_PATH=$ANSWER/lib"
place /run/agenix/token 'secret'
mkdir -p /var/backup /run/current-system/sw/bin /run/wrappers/bin /etc/ssl/certs
ln -sf "$HELLO/bin/hello" /run/current-system/sw/bin/hello
ln -sf "$BASH_PACKAGE/bin/bash" /run/current-system/sw/bin/bash
ln -sf "$HELLO/bin/hello" /run/wrappers/bin/hello
# As on NixOS: symlinks to /etc/static, which is in the store.
ln -sfn "$AUTHORITY/etc" /etc/static
rm -f /etc/ssl/certs/*
ln -s /etc/static/ssl/certs/ca-bundle.crt /etc/ssl/certs/ca-bundle.crt
ln -s /etc/static/ssl/certs/ca-bundle.crt /etc/ssl/certs/ca-certificates.crt
grep -q '^deploy:' /etc/passwd || {
  echo 'deploy:x:4000:4000::/var/lib/deploy:/bin/sh' >>/etc/passwd
  echo 'deploy:x:4000:' >>/etc/group
}
chown -R 4000:4000 /var/lib/deploy
systemctl start socket-activated.socket database.socket bus.socket
