using Keras.Benchmarks.Peers;
using Keras.Benchmarks.Peers.Startup;

// A child process is timed from its start: it reads no command line.
return args is [StartupChild.Switch, .. var rest] ? StartupChild.Run(rest) : CommandLine.Run(args);
