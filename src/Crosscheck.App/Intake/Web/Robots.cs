using System.Globalization;

namespace Crosscheck.App.Intake.Web;

/// <summary>robots.txt by RFC 9309: the group of our name, else of "*"; the longest rule that fits a path decides, allowing before forbidding.</summary>
internal sealed class Robots
{
    public const string Name = "crosscheck";

    /// <summary>What is behind this is not read, as the standard allows.</summary>
    public const int MaxLength = 512 * 1024;

    public static readonly Robots AllowAll = new([], null);
    public static readonly Robots ForbidAll = new([("/", false)], null);

    private readonly List<(string Pattern, bool Allow)> _rules;

    private Robots(List<(string, bool)> rules, TimeSpan? delay)
    {
        _rules = rules;
        Delay = delay;
    }

    /// <summary>How long to wait between two requests, where it says so.</summary>
    public TimeSpan? Delay { get; }

    public static Robots Parse(string text)
    {
        var groups = new Dictionary<string, (List<(string, bool)> Rules, TimeSpan? Delay)>(StringComparer.OrdinalIgnoreCase);
        var agents = new List<string>();
        var inRules = false;
        foreach (var (key, value) in Fields(text))
        {
            if (key == "user-agent")
            {
                if (inRules)
                    agents.Clear();
                inRules = false;
                agents.Add(value);
                groups.TryAdd(value, ([], null));
                continue;
            }
            inRules = true;
            foreach (var agent in agents)
            {
                if (key is "allow" or "disallow" && value.Length > 0)
                    groups[agent].Rules.Add((value, key == "allow"));
                else if (key == "crawl-delay" && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6)
                    groups[agent] = (groups[agent].Rules, TimeSpan.FromSeconds(Math.Min(seconds, 60)));
            }
        }
        return groups.TryGetValue(Name, out var own) || groups.TryGetValue("*", out own) ? new Robots(own.Rules, own.Delay) : AllowAll;
    }

    /// <param name="path">Path and query.</param>
    public bool Allows(string path)
    {
        var best = -1;
        var allow = true;
        foreach (var (pattern, allows) in _rules)
        {
            if (pattern.Length < best || !Fits(pattern, path) || (pattern.Length == best && !allows))
                continue;
            best = pattern.Length;
            allow = allows;
        }
        return allow;
    }

    private static IEnumerable<(string Key, string Value)> Fields(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Split('#')[0];
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                yield return (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
        }
    }

    /// <summary>"*" is any run of characters, "$" at the end the end. Linear but for the stars, of which each only moves forward.</summary>
    private static bool Fits(string pattern, string path)
    {
        var anchored = pattern.EndsWith('$');
        var parts = (anchored ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            if (anchored && i == parts.Length - 1)
                return path.Length - at >= parts[i].Length && path.EndsWith(parts[i], StringComparison.Ordinal);
            var found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }
        return !anchored || at == path.Length;
    }
}
