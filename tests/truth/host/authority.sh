# The build of a package with a certificate authority and a certificate that it signed.
mkdir -p $out/etc/ssl/certs $out/share
openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj /CN=authority -keyout key -out $out/etc/ssl/certs/ca-bundle.crt 2>log || { cat log; exit 1; }
openssl req -newkey rsa:2048 -nodes -subj /CN=leaf -keyout leaf.key -out request 2>log || { cat log; exit 1; }
openssl x509 -req -in request -days 36500 -CA $out/etc/ssl/certs/ca-bundle.crt -CAkey key -CAcreateserial -out $out/share/leaf.pem 2>log || { cat log; exit 1; }
