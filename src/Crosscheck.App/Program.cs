using Crosscheck.App.Cli;

return CommandLine.Run(args, Terminal.OfProcess());
