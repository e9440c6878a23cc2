using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.PublicSets;

/// <summary>A message as it is read: its text made small and annotated.</summary>
internal sealed record Muc4Text(string Id, DateOnly? Published, AnnotatedText Text);

/// <summary>
/// Fills templates by linear models trained on the development texts with their keys: which types of incident a message tells of, which
/// role each noun has and in which type of incident, and the set fills of each. One template a type. Dates and places come from
/// the reader's incidents.
/// </summary>
internal sealed class Muc4Trained
{
    private const float RoleBoldness = 1f, TypeBoldness = 0.5f;
    private static readonly ImmutableArray<int> Roles = [0, 6, 9, 10, 12, 18, 19];
    private static readonly ImmutableArray<string> Types = ["ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING"];

    /// <summary>The slots of set fills, and the slots of strings that they speak of.</summary>
    private static readonly (int Slot, int[] Of)[] SetSlots = [(7, [6]), (11, [10]), (13, [12]), (16, [12]), (20, [18, 19]), (23, [18, 19])];

    private readonly LinearModel[] _types;
    private readonly LinearModel _roles;
    private readonly LinearModel _typeOfRole;
    private readonly Dictionary<int, LinearModel> _sets = [];

    private sealed record Labelled(Muc4Text Message, Muc4Noun Noun, uint[] Features, int Role, Muc4Template? Template, Muc4Fill? Fill);

    public Muc4Trained(IReadOnlyList<Muc4Text> messages, ILookup<string, Muc4Template> keys)
    {
        var nouns = messages.SelectMany(m => Label(m, [.. keys[m.Id]])).ToList();
        _types = [.. Types.Select(t => Model(["no", "yes"], messages.Select(m => new Example(Muc4Features.Message(m.Text), keys[m.Id].Any(k => TypeOf(k) == t) ? 1 : 0))))];
        _roles = Model([.. Roles.Select(r => r.ToString(CultureInfo.InvariantCulture))], nouns.Select(n => new Example(n.Features, Roles.IndexOf(n.Role))));
        _typeOfRole = Model(Types, nouns.Where(n => n.Template is not null && Types.Contains(TypeOf(n.Template))).Select(n => new Example(n.Features, Types.IndexOf(TypeOf(n.Template!)))));
        foreach (var (slot, of) in SetSlots)
            _sets[slot] = SetModel(slot, [.. nouns.Where(n => of.Contains(n.Role))]);
    }

    public List<Muc4Template> Read(Muc4Text message, IReadOnlyList<Muc4Template> fromClaims)
    {
        var features = Muc4Features.Message(message.Text);
        var present = Types.Where((t, i) => Margin(_types[i], features) > -TypeBoldness).ToList();
        var slots = present.ToDictionary(t => t, _ => new Dictionary<int, List<Muc4Fill>>(), StringComparer.Ordinal);
        foreach (var noun in Muc4Noun.Of(message.Text))
        {
            var f = Muc4Features.Noun(message.Text, noun);
            var role = Roles[Best(_roles, f, RoleBoldness)];
            if (role == 0 || present.Count == 0)
                continue;
            Fill(slots[TypeAmong(f, present)], role, noun, f, message.Text);
        }
        return [.. present.Where(t => slots[t].Keys.Any(s => s is 9 or 10 or 12 or 18 or 19)).Select(t => Finish(message, t, slots[t], fromClaims))];
    }

    private static string TypeOf(Muc4Template t) => t[4] is [{ Values: [var type, ..] }, ..] ? type : "";

    private static LinearModel Model(ImmutableArray<string> classes, IEnumerable<Example> examples) =>
        LinearModel.FromBytes(LinearModel.Write(classes, LinearTrainer.Train([.. examples], classes.Length, epochs: 6, rate: 0.08f, l2: 1e-5f, minCount: 3)), "muc4");

    private static LinearModel SetModel(int slot, List<Labelled> nouns)
    {
        var told = nouns.Select(n => (n.Features, Value: n.Template![slot].FirstOrDefault(f => f.Tags.Intersect(n.Fill!.Values).Any())?.Values.FirstOrDefault() ?? "")).ToList();
        ImmutableArray<string> classes = ["", .. told.Select(t => t.Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Model(classes, told.Select(t => new Example(t.Features, classes.IndexOf(t.Value))));
    }

    private static IEnumerable<Labelled> Label(Muc4Text message, List<Muc4Template> keys)
    {
        foreach (var noun in Muc4Noun.Of(message.Text))
        {
            var features = Muc4Features.Noun(message.Text, noun);
            var meant = keys.SelectMany(k => Roles.Skip(1).SelectMany(r => k[r].Where(f => noun.Means(f)).Select(f => (Template: k, Role: r, Fill: f)))).FirstOrDefault();
            yield return new Labelled(message, noun, features, meant.Role, meant.Template, meant.Fill);
        }
    }

    private static int Best(LinearModel model, uint[] features, float boldness = 0)
    {
        var scores = new float[model.Classes.Length];
        model.Score(features, scores);
        scores[0] -= boldness;
        return Array.IndexOf(scores, scores.Max());
    }

    private static float Margin(LinearModel model, uint[] features)
    {
        Span<float> scores = stackalloc float[2];
        model.Score(features, scores);
        return scores[1] - scores[0];
    }

    private string TypeAmong(uint[] features, List<string> present)
    {
        var scores = new float[Types.Length];
        _typeOfRole.Score(features, scores);
        return present.MaxBy(t => scores[Types.IndexOf(t)])!;
    }

    private void Fill(Dictionary<int, List<Muc4Fill>> slots, int role, Muc4Noun noun, uint[] features, AnnotatedText text)
    {
        void Add(int slot, string value, string? tag)
        {
            if (!slots.TryGetValue(slot, out var list))
                slots[slot] = list = [];
            list.Add(new Muc4Fill([value], tag is null ? [] : [tag], false));
        }
        if (slots.TryGetValue(role, out var known) && known.Exists(f => noun.Means(f) || f.Values[0].EndsWith(noun.Words, StringComparison.Ordinal)))
            return;
        Add(role, noun.Words, null);
        foreach (var (slot, _) in SetSlots.Where(s => s.Of.Contains(role)))
        {
            var model = _sets[slot];
            if (model.Classes[Best(model, features)] is { Length: > 0 } value)
                Add(slot, value, noun.Words);
        }
        if (role is 12 or 18 or 19)
            Add(role == 12 ? 14 : 21, noun.Number(text), noun.Words);
    }

    private static Muc4Template Finish(Muc4Text message, string type, Dictionary<int, List<Muc4Fill>> slots, IReadOnlyList<Muc4Template> fromClaims)
    {
        var like = fromClaims.OrderByDescending(t => TypeOf(t) == type).FirstOrDefault();
        var state = slots.Where(s => s.Key is 9 or 10).SelectMany(s => s.Value).Any(f => Muc4Words.IsState(f.Values[0]));
        slots[4] = [new Muc4Fill([type], [], false)];
        slots[5] = [new Muc4Fill(["ACCOMPLISHED"], [], false)];
        slots[8] = [new Muc4Fill([state ? "STATE-SPONSORED VIOLENCE" : "TERRORIST ACT"], [], false)];
        if (like is not null && !like[3].IsEmpty)
            slots[3] = [like[3][0]];
        if (like is not null && !like[2].IsEmpty)
            slots[2] = [like[2][0]];
        else if (message.Published is { } day)
            slots[2] = [new Muc4Fill(["- " + day.ToString("dd MMM yy", CultureInfo.InvariantCulture).ToUpperInvariant()], [], false)];
        return new Muc4Template(message.Id, slots.ToImmutableDictionary(s => s.Key, s => s.Value.ToImmutableArray()), false);
    }
}
