using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// One value of a slot: any of Values, of what any of Tags names ("CIVILIAN: "PEASANT" / "PEASANTS""). An optional one may be left out.
/// </summary>
internal sealed record Muc4Fill(ImmutableArray<string> Values, ImmutableArray<string> Tags, bool Optional);

/// <summary>A template of a message: its fills by slot number, 2 to 24.</summary>
internal sealed record Muc4Template(string Message, ImmutableDictionary<int, ImmutableArray<Muc4Fill>> Slots, bool Optional)
{
    public ImmutableArray<Muc4Fill> this[int slot] => Slots.GetValueOrDefault(slot, []);
}

/// <summary>Reads the answer keys of MUC-4 and its messages.</summary>
internal static partial class Muc4
{
    private const int FirstSlot = 2, LastSlot = 24;

    /// <summary>The templates of a file of keys; messages without any are not among them.</summary>
    public static List<Muc4Template> Keys(IEnumerable<string> lines)
    {
        var templates = new List<Muc4Template>();
        var slots = new Dictionary<int, List<string>>();
        var slot = -1;
        void Finish()
        {
            if (slots.TryGetValue(0, out var message) && slots.TryGetValue(1, out var number) && number[0] is not "*")
                templates.Add(TemplateOf(message[0].Split(' ')[0], number[0], slots));
            slots = [];
        }
        foreach (var line in lines.Where(l => !l.StartsWith(';')))
        {
            var match = SlotLine().Match(line);
            if (match.Success)
            {
                slot = int.Parse(match.Groups["slot"].ValueSpan, CultureInfo.InvariantCulture);
                if (slot == 0)
                    Finish();
                slots[slot] = [match.Groups["value"].Value.Trim()];
            }
            else if (line.Trim() is { Length: > 0 } more && slot >= 0 && char.IsWhiteSpace(line[0]))
            {
                if (more[0] == '/')
                    slots[slot][^1] += " " + more;
                else
                    slots[slot].Add(more);
            }
        }
        Finish();
        return templates;
    }

    /// <summary>The messages of a file by id: everything behind the line of the id.</summary>
    public static Dictionary<string, string> Messages(IEnumerable<string> lines)
    {
        var messages = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? current = null;
        foreach (var line in lines)
        {
            var match = MessageLine().Match(line);
            if (match.Success)
                messages[match.Groups["id"].Value] = current = new StringBuilder();
            else
                current?.Append(line).Append('\n');
        }
        return messages.ToDictionary(m => m.Key, m => m.Value.ToString(), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\s?(?<slot>\d{1,2})\.\s+[A-Z ]+?: [A-Z ]+?(?:\s{2,}|\s(?=[\*\-""?]))(?<value>.*)$")]
    private static partial Regex SlotLine();

    [GeneratedRegex(@"^(?<id>(?:DEV|TST\d)-MUC\d-\d{4})\b")]
    private static partial Regex MessageLine();

    private static Muc4Template TemplateOf(string message, string number, Dictionary<int, List<string>> slots)
    {
        var fills = ImmutableDictionary.CreateBuilder<int, ImmutableArray<Muc4Fill>>();
        for (var slot = FirstSlot; slot <= LastSlot; slot++)
        {
            if (slots.TryGetValue(slot, out var values))
                fills[slot] = [.. values.Where(v => v is not ("-" or "*" or "")).Select(v => FillOf(slot, v))];
        }
        return new Muc4Template(message, fills.ToImmutable(), number.Contains("OPTIONAL", StringComparison.Ordinal));
    }

    /// <summary>A value as the keys write it.</summary>
    public static Muc4Fill FillOf(int slot, string text)
    {
        var optional = text.StartsWith('?');
        text = text.TrimStart('?', ' ');
        if (slot is 2 or 3)
            return new Muc4Fill([.. text.Split(" / ").Select(v => v.Trim(' ', '?'))], [], optional);
        var colon = TopColon(text);
        var (values, tags) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return new Muc4Fill(Alternatives(values), Alternatives(tags), optional);
    }

    /// <summary>The colon between a value and its tags: the first outside quotation marks.</summary>
    private static int TopColon(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                quoted = !quoted;
            else if (text[i] == ':' && !quoted)
                return i;
        }
        return -1;
    }

    private static ImmutableArray<string> Alternatives(string text)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var (current, quoted) = (new StringBuilder(), false);
        void Finish()
        {
            if (current.ToString().Trim(' ', '?') is { Length: > 0 } value && value != "-")
                found.Add(value);
            current.Clear();
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                current.Append(text[++i]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '/' && !quoted)
                Finish();
            else
                current.Append(text[i]);
        }
        Finish();
        return found.ToImmutable();
    }
}
