# How Exec lines are written.
packages: with packages; {
  # a line that goes on after a backslash
  continued = run ''
    ${test} -e \
      ${words}/share/words'';
  # its second line names what is not in the closure
  continued-stray = run ''
    ${cat} \
      ${without strayData}/share/stray-data'';
  # words as JSON writes them, one entry of a list
  quoted = { serviceConfig.ExecStart = [ ''"${cat}" "${words}/share/words"'' ]; };
  # the same, of a file that has no context
  quoted-stray = { serviceConfig.ExecStart = [ ''"${cat}" "${without strayData}/share/stray-data"'' ]; };
  # a configuration of a modular service, where NixOS puts it
  quoted-config-data = { serviceConfig.ExecStart = [ ''"${cat}" "/etc/system-services/greeter/greeter.conf"'' ]; };
  # the same, bound
  quoted-config-data-bound = {
    serviceConfig.ExecStart = [ ''"${cat}" "/etc/system-services/greeter/greeter.conf"'' ];
    serviceConfig.BindReadOnlyPaths = [ "/etc/system-services/greeter" ];
  };
  # two commands
  two = { serviceConfig.ExecStart = [ "${hello}/bin/hello" "${cat} ${words}/share/words" ]; };
  # of two commands the second is not there
  two-misspelt = { serviceConfig.ExecStart = [ "${hello}/bin/hello" "${hello}/bin/helo" ]; };
  # two commands in one line, the second is not there
  semicolon-misspelt = run "${hello}/bin/hello ; ${hello}/bin/helo";
  # its failure is ignored
  ignored-misspelt = run "-${hello}/bin/helo";
  # another name as its first argument
  at-sign = run "@${hello}/bin/hello greeter";
  # a command before it that is not there
  pre-misspelt = set { ExecStartPre = "${hello}/bin/helo"; } "${hello}/bin/hello";
  # the same, ignored
  pre-misspelt-ignored = set { ExecStartPre = "-${hello}/bin/helo"; } "${hello}/bin/hello";
  # a command after it that is not there
  post-misspelt = set { ExecStartPost = "${hello}/bin/helo"; } "${hello}/bin/hello";
  # the commands that reload it are not there
  reload-misspelt = set { ExecReload = "${hello}/bin/helo"; } "${hello}/bin/hello";
  # a command before it in the machine's /usr
  pre-usr-bin = set { ExecStartPre = "/usr/bin/mkdir -p /tmp/made"; } "${hello}/bin/hello";
  # the same with full privileges
  pre-usr-bin-plus = set { ExecStartPre = "+/usr/bin/mkdir -p /tmp/made"; } "${hello}/bin/hello";
  # reads a file of the machine with full privileges
  plus-reads-host = set { ExecStartPre = "+${cat} /etc/greeter/greeter.conf"; } "${hello}/bin/hello";
  # the same with !
  bang-reads-host = set { ExecStartPre = "!${cat} /etc/greeter/greeter.conf"; } "${hello}/bin/hello";
  # a condition that is a program of the store
  condition = set { ExecCondition = "${test} -e ${words}/share/words"; } "${test} -e ${words}/share/words";
  # a condition of a package that nothing else names
  condition-alone = set { ExecCondition = "${stray}/bin/stray"; } "${hello}/bin/hello";
  # a template, started as @one; reads a file of the store
  "instance@" = run "${test} %i = one";
  # a template that reads a file of the machine named by its instance
  "instance-host@" = run "${cat} /etc/greeter/%i.conf";
  # prints a percent sign
  percent = run "${test} %% = %%";
  # words in quotes with a space
  spaced = run ''${test} "a b" = 'a b' '';
  # a dollar that is no variable
  dollar = run "${test} $$HOME != x";
  # a variable that the service sets
  variable = set { Environment = "FILE=${words}/share/words"; } "${cat} \${FILE}";
  # a variable that names a file of the machine
  variable-host = set { Environment = "FILE=/etc/greeter/greeter.conf"; } "${cat} \${FILE}";
  # a user of its own
  dynamic-user = set { DynamicUser = true; } "${cat} ${words}/share/words";
}
