using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>Reads the quantities of one text, sentence by sentence, from left to right; each atom is looked at a bounded number of times.</summary>
internal sealed class NumberScanner(AtomText text, NumberLexicon lexicon, ImmutableArray<Quantity>.Builder found)
{
    private readonly CardinalReader _cardinals = new(text, lexicon);
    private readonly NumberContext _context = new(text, lexicon);
    private readonly CountedNoun _nouns = new(text, lexicon);
    private readonly UncountedReader _uncounted = new(text, lexicon);
    private readonly NamedPerson _persons = new(text, lexicon);
    private int _first;
    private int _limit;
    private bool _harmBefore;

    /// <summary>Adds the quantities of atoms [first, limit), one sentence.</summary>
    public void Scan(int first, int limit)
    {
        _first = first;
        _limit = limit;
        var harm = false;
        for (var i = first; i < limit && !harm; i++)
            harm = (Class(i) & NumberClass.HarmWord) != 0;
        for (var i = first; i < limit;)
        {
            if (!Count(i, out var next) && !Zero(i, out next) && !Unknown(i, out next) && !Uncounted(i, harm || _harmBefore, out next))
                next = i + 1;
            i = next;
        }
        _harmBefore = harm;
    }

    private NumberClass Class(int at) => at >= 0 && at < text.Count ? lexicon.ClassOf(text.Items[at].Word) : NumberClass.None;

    /// <summary>An explicit count: modifiers, then a number or a vague count, then what is counted.</summary>
    private bool Count(int at, out int next)
    {
        next = at;
        if (text.Items[at].Word < 0 && text.Items[at].Kind != AtomKind.Digits)
            return false;
        var effect = CountEffect.None;
        var core = at;
        string? by = null;
        for (var n = 0; n < 4 && lexicon.Before.Match(text, core, _limit, out var end) is { } modifier; n++)
        {
            if (effect == CountEffect.None && modifier.Effect != CountEffect.None)
                (effect, by) = (modifier.Effect, modifier.Id);
            core = end;
            if (core < _limit && text.Form(core) is "\"" or "“")
                core++;
        }
        if (lexicon.Vague.Match(text, at, _limit, out var vagueEnd) is not null && vagueEnd > core)
            return Vague(at, at, CountEffect.None, out next);
        return Number(at, core, effect, by, out next)
            || (core > at && Number(at, at, CountEffect.None, null, out next))
            || Vague(at, core, effect, out next)
            || (core > at && Vague(at, at, CountEffect.None, out next));
    }

    private bool Number(int at, int core, CountEffect effect, string? by, out int next)
    {
        next = at;
        var between = core < _limit && text.Form(core) is "between" or "Between" ? 1 : 0;
        if (!_cardinals.Read(core + between, _limit, out var end, out var n))
            return false;
        var value = CountValue.Exact(n);
        var kind = _context.KindOf(core + between, end, _limit, _first, n, core > at && effect != CountEffect.None, out var kindEnd);
        if (kind == QuantityKind.Count && Range(core, end, between == 1, n, out var rangeEnd, out var high))
        {
            value = new CountValue(n, null, high, false);
            by = "range";
            end = rangeEnd;
            kind = _context.KindOf(end - 1, end, _limit, _first, high, true, out kindEnd);
        }
        else if (between == 1)
        {
            return false;
        }
        if (kind is not (QuantityKind.Count or QuantityKind.Times))
        {
            Add(at, kindEnd, value, null, "number", kind);
            next = kindEnd;
            return true;
        }
        end = SkipRepeated(end, n);
        return Finish(at, end, Apply(value, effect), by ?? "number", kind, out next);
    }

    private bool Vague(int at, int core, CountEffect effect, out int next)
    {
        next = at;
        if (lexicon.Vague.Match(text, core, _limit, out var end) is not { } vague)
            return false;
        if (vague.Id == "vague-some" && !_nouns.HasPlural(end, _limit))
            return false;
        return Finish(at, end, Apply(vague.Value, effect), vague.Id, QuantityKind.Count, out next);
    }

    /// <summary>Reads what is counted and what stands behind it ("or more"), and adds the quantity.</summary>
    private bool Finish(int at, int end, CountValue value, string by, QuantityKind kind, out int next)
    {
        var effect = After(end, ref end, ref by);
        var group = _nouns.Read(end, _limit, out var groupEnd);
        var behind = groupEnd;
        if (effect == CountEffect.None && group is not null)
            effect = After(groupEnd, ref behind, ref by);
        group ??= _nouns.Before(at, _first) ?? _nouns.Predicate(end, _limit);
        Add(at, end, Apply(value, effect), group, by, kind);
        next = Math.Max(Math.Max(behind, end), group is null ? _nouns.SkipFillers(end, _limit) : 0);
        return true;
    }

    private CountEffect After(int at, ref int end, ref string by)
    {
        var start = at < _limit && text.Form(at) is "," ? at + 1 : at;
        if (lexicon.After.Match(text, start, _limit, out var behind) is not { } modifier
            || (behind < _limit && (text.Form(behind) is "than" || _cardinals.Read(behind, _limit, out _, out _))))
            return CountEffect.None;
        end = behind;
        by = modifier.Id;
        return modifier.Effect;
    }

    private static CountValue Apply(CountValue value, CountEffect effect) => (effect, value.N) switch
    {
        (CountEffect.Low, { } n) => new CountValue(n, null, null, false),
        (CountEffect.High, { } n) => new CountValue(null, null, n, false),
        (CountEffect.Approximate, { }) => value with { Approximate = true },
        _ => value,
    };

    /// <summary>"18-20", "18 to 20", "two or three", "between 18 and 20": end and high bound.</summary>
    private bool Range(int core, int end, bool between, int low, out int rangeEnd, out int high)
    {
        (rangeEnd, high) = (end, 0);
        if (end + 1 >= _limit)
            return false;
        var joins = between
            ? text.Form(end) is "and" or "to"
            : text.Form(end) is "-" or "–" or "—" or "to" or "or";
        if (!joins || !_cardinals.Read(end + 1, _limit, out rangeEnd, out high) || high <= low)
            return false;
        return between || core == _first || text.Form(core - 1) is not ("from" or "From");
    }

    /// <summary>"Nine (9)" is one number.</summary>
    private int SkipRepeated(int end, int n) =>
        end + 2 < _limit && text.Form(end) is "(" && text.Items[end + 1].Value == n && text.Form(end + 2) is ")" ? end + 3 : end;

    /// <summary>"no casualties", "nobody", "none of them", "unharmed".</summary>
    private bool Zero(int at, out int next)
    {
        next = at;
        if (text.Items[at].Word < 0)
            return false;
        if (lexicon.Zero.Match(text, at, _limit, out var end) is { } zero)
        {
            var group = _nouns.Read(end, _limit, out var groupEnd);
            Add(at, end, zero.Value, group, zero.Id, QuantityKind.Count);
            next = Math.Max(end, groupEnd);
            return true;
        }
        if (text.Form(at) is not ("no" or "No" or "without" or "Without"))
            return false;
        var start = at + 1 < _limit && text.Form(at + 1) is "any" ? at + 2 : at + 1;
        var head = start < _limit ? _nouns.Head(start, _limit, out _) : -1;
        if (head < 0 || (Class(head) & (NumberClass.Munition | NumberClass.Munitions)) != 0 || _nouns.Read(start, _limit, out next) is not { } what)
        {
            next = at;
            return false;
        }
        Add(at, start, CountValue.Exact(0), what, "zero:no", QuantityKind.Count);
        return true;
    }

    private bool Unknown(int at, out int next)
    {
        if (lexicon.Unknown.Match(text, at, _limit, out next) is not { } unknown)
            return false;
        var group = _nouns.Read(next, _limit, out var groupEnd);
        Add(at, next, default, group, unknown.Id, QuantityKind.Unknown);
        next = Math.Max(next, groupEnd);
        return true;
    }

    private bool Uncounted(int at, bool harm, out int next)
    {
        if (harm && _persons.Read(at, _limit) is > 0 and var nameEnd)
        {
            next = nameEnd;
            Add(at, nameEnd, CountValue.Exact(1), text.Tokens(at, nameEnd), "name", QuantityKind.Name);
            return true;
        }
        if (!_uncounted.Read(at, _first, _limit, harm, out next, out var mention))
            return false;
        Add(at, next, mention.Value, mention.Group, mention.By, mention.Kind);
        if (mention.By == "zero:negated")
            Add(at, next, new CountValue(2, null, null, false), mention.Group, "plural:negated", QuantityKind.Plural);
        return true;
    }

    private void Add(int first, int end, CountValue value, TokenRange? group, string by, QuantityKind kind) =>
        found.Add(new Quantity(text.Tokens(first, end), value.Low, value.N, value.High, value.Approximate, group, by) { Kind = kind });
}
