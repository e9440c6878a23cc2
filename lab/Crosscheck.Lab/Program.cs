using Crosscheck.Lab;

// Each command is one class; the table is the help.
var commands = new Dictionary<string, (string Help, Func<string[], int> Run)>
{
    ["folds"] = ("GOLD: the fold of each cluster file of a gold folder", Folds),
};
if (args.Length == 0 || !commands.TryGetValue(args[0], out var command))
{
    foreach (var (name, (help, _)) in commands)
        Console.Error.WriteLine($"lab {name} {help}");
    return 2;
}
return command.Run(args[1..]);

static int Folds(string[] args)
{
    foreach (var cluster in GoldCluster.Load(args[0]))
        Console.WriteLine($"{cluster.Fold}\t{cluster.Cluster}\t{cluster.Reports.Length}");
    return 0;
}
