using Crosscheck.Lab;
using Crosscheck.Lab.Clusters;

// Each command is one class; the table is the help.
var commands = new Dictionary<string, (string Help, Func<string[], int> Run)>
{
    ["folds"] = ("GOLD: the fold of each cluster file of a gold folder", Folds),
    ["train clusters"] = ("CORPORA GOLD [OUT]: the word classes of data/models/clusters.bin", ClusterCommand.Run),
};
var name = string.Join(' ', args.Take(2));
if (!commands.ContainsKey(name))
    name = args.FirstOrDefault("");
if (!commands.TryGetValue(name, out var command))
{
    foreach (var (each, (help, _)) in commands)
        Console.Error.WriteLine($"lab {each} {help}");
    return 2;
}
return command.Run(args[name.Split(' ').Length..]);

static int Folds(string[] args)
{
    foreach (var cluster in GoldCluster.Load(args[0]))
        Console.WriteLine($"{cluster.Fold}\t{cluster.Cluster}\t{cluster.Reports.Length}");
    return 0;
}
